namespace AgriMarket.Web.Tests.House;

/// <param name="Sees">Projects and folders of projects it may use, besides itself.</param>
/// <param name="IsWeb">Its build imports the namespaces of the web SDK.</param>
internal sealed record HouseProject(string Name, string[] Sees, bool IsWeb = false)
{
    public string Folder => $"src/{Name}";
}

/// <param name="AreApart">Its rooms do not use each other's, except as <see cref="HouseRules.Doors"/> says.</param>
internal sealed record Floor(string[] Rooms, bool AreApart = false);

/// <summary>A wing or room that may use another of the same floor, and why.</summary>
internal sealed record Door(string From, string To, string Why);

/// <summary>The plan of the house. A room is a folder with source files; a name here stands for the room and all rooms below it.</summary>
internal static class HouseRules
{
    /// <summary>In the order in which they may reference each other; the first references nothing.</summary>
    public static readonly HouseProject[] Projects =
    [
        new("AgriMarket.Domain", []),
        new("AgriMarket.Platform", ["Domain/Common"]),
        new("AgriMarket.Migrations", ["Platform"]),
        new("AgriMarket.Web", ["Domain", "Platform", "Migrations"], IsWeb: true),
    ];

    /// <summary>From the ground to the roof. A room uses what stands on its own floor or below; the longest name decides.</summary>
    public static readonly Floor[] Floors =
    [
        new(["Domain"]),
        new(["Platform"]),
        new(["Migrations"]),
        // The addresses of each wing's pages, which know nothing, so that every page may link to every other.
        new([
            "People/Addresses",
            "Farm/Addresses",
            "Shop/Addresses",
            "Money/Addresses",
            "Matching/Addresses",
            "Government/Addresses",
            "Operations/Addresses",
            "Shell/Addresses",
        ]),
        // What every page uses: shared components, who reads, how a refusal is shown.
        new(["Shell/Components", "Shell/Editing", "Shell/KeptValues", "Shell/Reading", "Shell/PageCache"]),
        // Lists that come with the program: regions, produce, freight.
        new(["Reference"]),
        // Layouts take in what people and others contribute; pages of people stand in them.
        new(["People", "Shell/Layout"]),
        new([
            "Trade/Stock",
            "Trade/ReferencePrices",
            "Trade/PriceReviews",
            "Trade/Lots",
            "Trade/LotCards",
            "Money/Ledger",
            "Money/Payments",
        ]),
        new(["Money"]),
        new(["Trade"]),
        new(["Aid"]),
        new(["Farm", "Shop", "Matching", "Government"], AreApart: true),
        new(["Operations"]),
        // The roof: layout, navigation and whatever shows the wings together.
        new(["Shell"]),
        new([Demo]),
        new([Program]),
    ];

    /// <summary>Who may use a wing beside its own all the same.</summary>
    public static readonly Door[] Doors = [];

    /// <summary>Rooms that know nothing but this, however low the rest may stand: payments know nothing of what is paid for.</summary>
    public static readonly Dictionary<string, string[]> KnowOnly = new()
    {
        ["Domain/Common"] = [],
        ["Domain/Payments"] = ["Domain/Common"],
        ["Money/Payments"] =
        [
            "Domain/Common",
            "Domain/Ledger",
            "Domain/Members",
            "Domain/Payments",
            "Platform",
            "Shell",
            "People",
            "Money/Ledger",
            "Money/Addresses",
            "Farm/Addresses",
            "Government/Addresses",
        ],
    };

    /// <summary>The room of a wing that offers the addresses of the wing's pages, where rooms that stand below it link to them.</summary>
    public const string AddressRoom = "Addresses";

    /// <summary>Words that no name in the platform holds: it would serve any other business as well.</summary>
    public static readonly HashSet<string> BusinessWords =
    [
        "Lot",
        "Lots",
        "Farm",
        "Farmer",
        "Buyer",
        "Seller",
        "Resident",
        "Fund",
        "Funds",
        "Scheme",
        "Payment",
        "Payments",
        "Payout",
        "Refund",
        "Campaign",
        "Demand",
        "Proposal",
        "Quotation",
        "Subsidy",
        "Cart",
        "Checkout",
        "Stock",
        "Ledger",
        "Freight",
        "Household",
        "County",
        "Harvest",
    ];

    /// <summary>Nothing but the program's start depends on it.</summary>
    public const string Demo = "Demo";

    /// <summary>The files beside the wings: the program's start.</summary>
    public const string Program = "Program";

    /// <summary>A folder is a business word, not a kind of code.</summary>
    public static readonly string[] NamesOfNoRoom = ["Pages", "Services", "Helpers", "Managers", "Utils", "Common"];

    public static readonly string[] NamedSoAllTheSame = ["src/AgriMarket.Domain/Common", "tests/AgriMarket.Domain.Tests/Common"];

    /// <summary>
    /// Source files of one folder. A component with its code-behind and style is one, texts with the type that names them are one.
    /// </summary>
    public const int MaxUnits = 15;

    /// <summary>Files of one folder, however they belong together.</summary>
    public const int MaxFiles = 30;

    public const int MaxLineWidth = 140;

    /// <summary>Folders of test projects that mirror no folder of the source.</summary>
    public static readonly string[] FoldersOfTestsAlone = ["House", "Support", "Bugs", "Api", "Faults", "Journeys", "Screens"];

    /// <summary>Addresses that need nobody to offer them: the market's front door.</summary>
    public static readonly string[] AddressesOfAll = ["/"];

    /// <summary>Where the REST endpoints begin: a handed-in group of routes is this one.</summary>
    public const string ApiPath = "/api/v1";

    /// <summary>Interfaces by which types are looked up: mappings by the database's model, factories by EF Core's tools.</summary>
    public static readonly string[] FoundByTheirKind = ["ITables", "IDesignTimeDbContextFactory"];

    /// <summary>What nothing in the program uses by its name, and why it is there.</summary>
    public static readonly Dictionary<string, string> UnusedOnPurpose = new()
    {
        ["BacklogForecast.Remaining"] = "The benchmark of the forecast's skill scores it.",
        ["ForecastSettings.Default"] = "Tests and the benchmark begin with it; the program's come from its settings.",
        ["RiskThresholds.Default"] = "Tests and the benchmark begin with it; the program's come from its settings.",
        ["NotificationFormatter.MaxActions"] = "The test of the e-mails holds every kind to it.",
        ["Transfer.Posted"] = "A part of the ledger's rules: the whole of a pending transfer, beside the part.",
    };
}
