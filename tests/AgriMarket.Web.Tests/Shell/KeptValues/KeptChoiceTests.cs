using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Shell.KeptValues;
using Bunit;

namespace AgriMarket.Web.Tests.Shell.KeptValues;

/// <summary>What was chosen in a list was lost with the circuit, while all that was typed beside it came back.</summary>
[Trait("Database", "none")]
public sealed class KeptChoiceTests : BunitContext
{
    private CountyScope chosen = CountyScope.Listed;

    [Fact]
    public void AChoiceIsInAFieldThatTheBrowserKeepsAndComesBackFromIt()
    {
        var choice = Open(Enum.GetValues<CountyScope>());

        choice.Find("input[data-kept=scope]").Change(nameof(CountyScope.Supervised));
        Assert.Equal(CountyScope.Supervised, chosen);

        choice.Render(it => it.Add(of => of.Value, chosen));
        Assert.Equal(nameof(CountyScope.Supervised), choice.Find("input[data-kept=scope]").GetAttribute("data-value"));
    }

    /// <summary>It would undo, on the page that is loaded anew, what somebody else chose meanwhile.</summary>
    [Fact]
    public void WhatThePageOpenedWithIsNotKept() =>
        Assert.False(Open(Enum.GetValues<CountyScope>()).Find("input[data-kept=scope]").HasAttribute("data-value"));

    [Theory]
    [InlineData("Chosen")]
    [InlineData("7")]
    [InlineData("nothing of the kind")]
    public void WhatCannotBeChosenNowIsNotTaken(string kept)
    {
        Open([CountyScope.Any, CountyScope.Listed]).Find("input[data-kept=scope]").Change(kept);

        Assert.Equal(CountyScope.Listed, chosen);
    }

    private IRenderedComponent<KeptChoice<CountyScope>> Open(IEnumerable<CountyScope> choices) =>
        Render<KeptChoice<CountyScope>>(it =>
            it.Add(of => of.Name, "scope")
                .Add(of => of.Value, chosen)
                .Add(of => of.ValueChanged, value => chosen = value)
                .Add(of => of.Choices, choices)
        );
}
