namespace AgriMarket.Domain.Common;

/// <summary>Either the value that a rule decided on, or every reason it was refused; never both, never neither.</summary>
public sealed class Result<T>
{
    private readonly T? value;

    private Result(T? value, IReadOnlyList<Rejection> rejections)
    {
        this.value = value;
        Rejections = rejections;
    }

    /// <summary>The reasons, the most important first; empty when the result carries a value.</summary>
    public IReadOnlyList<Rejection> Rejections { get; }

    public bool IsOk => Rejections.Count == 0;

    /// <summary>The decided value. Reading it from a refusal is a bug and throws.</summary>
    public T Value => IsOk ? value! : throw new InvalidOperationException($"Refused: {Rejections[0].Code}");

    public static implicit operator Result<T>(T value) => new(value, []);

    public static implicit operator Result<T>(Rejection rejection) => new(default, [rejection]);

    public static implicit operator Result<T>(List<Rejection> rejections) => Refused(rejections);

    /// <summary>A result with a value, for value types that are interfaces and cannot be converted.</summary>
    public static Result<T> Of(T value) => new(value, []);

    /// <summary>Hands on the reasons of another result whose value type differs.</summary>
    public static Result<T> Refused(IReadOnlyList<Rejection> rejections) =>
        rejections.Count > 0 ? new(default, rejections) : throw new ArgumentException("A refusal needs a reason.", nameof(rejections));
}

/// <summary>The value of a command that has nothing to hand back.</summary>
public sealed record Done
{
    public static readonly Done Instance = new();

    private Done() { }
}
