namespace AgriMarket.Web.People.CodeSignIn;

/// <summary>Which button of a form with a code was pressed.</summary>
internal static class CodeStep
{
    public const string Ask = "ask";
    public const string AskOld = "ask-old";
    public const string Enter = "enter";
}
