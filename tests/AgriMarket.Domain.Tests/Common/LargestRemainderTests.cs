using AgriMarket.Domain.Common;
using CsCheck;

namespace AgriMarket.Domain.Tests.Common;

public sealed class LargestRemainderTests
{
    private static readonly Gen<long[]> Wholes = Gen.Long[0, 1_000].Array[1, 6];

    [Fact]
    public void SharesAddUpAndAreNeverMoreThanEachPutIn() =>
        Wholes
            .SelectMany(wholes => Gen.Long[0, wholes.Sum()].Select(part => (wholes, part)))
            .Sample(
                (wholes, part) =>
                {
                    var shares = Rounding.Cascade(part, wholes);
                    return shares.Sum() == part && shares.Zip(wholes).All(pair => pair.First >= 0 && pair.First <= pair.Second);
                }
            );

    [Fact]
    public void NobodysShareShrinksAsThePartGrows() =>
        Wholes.Sample(
            wholes =>
            {
                var before = new long[wholes.Length];
                for (var part = 0L; part <= wholes.Sum(); part++)
                {
                    var shares = Rounding.Cascade(part, wholes);
                    if (shares.Zip(before).Any(pair => pair.First < pair.Second))
                    {
                        return false;
                    }

                    before = shares;
                }

                return before.SequenceEqual(wholes);
            },
            iter: 200
        );

    [Fact]
    public void APartOfNothingAndMoreThanTheWholeAreNoParts()
    {
        Assert.Equal([0, 0], Rounding.Cascade(0, [0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.Cascade(3, [1, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rounding.Cascade(-1, [1, 1]));
    }
}
