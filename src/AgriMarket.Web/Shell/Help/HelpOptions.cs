using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace AgriMarket.Web.Shell.Help;

/// <summary>Whom people call who are stuck (section <c>Help</c>). Without a number the help page says that there is none.</summary>
public sealed partial class HelpOptions : IValidatableObject
{
    public const string Section = "Help";

    /// <summary>As it is to be read, such as <c>0954-301 2345</c>; empty for none.</summary>
    public string Telephone { get; set; } = "";

    /// <summary>From when on somebody answers, in China; nothing where no hours are given.</summary>
    public TimeOnly? Opens { get; set; }

    /// <summary>Until when.</summary>
    public TimeOnly? Closes { get; set; }

    /// <summary>Whether somebody answers on Saturdays and Sundays too.</summary>
    public bool Weekends { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Telephone.Length > 0 && !TelephoneNumber().IsMatch(Telephone))
        {
            yield return new ValidationResult("Help:Telephone must be a number as people dial it, such as 0954-301 2345.");
        }

        if (Opens is null != Closes is null || Opens >= Closes)
        {
            yield return new ValidationResult("Help:Opens and Help:Closes belong together, such as 08:00 and 18:00, the earlier first.");
        }
    }

    [GeneratedRegex(@"^\+?[0-9][0-9 ()-]{1,24}[0-9]$")]
    private static partial Regex TelephoneNumber();
}
