namespace SahelWatch.Cli;

/// <summary>Options that every verb understands.</summary>
internal static class GlobalOptions
{
    public static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "Folder for articles, stories, digests and mail. Default: the storage in the settings, or ./data.",
        Recursive = true,
    };

    /// <summary>Azurite on its usual port, as the storage SDKs write it.</summary>
    public const string Azurite = "UseDevelopmentStorage=true";

    public static readonly Option<string?> Storage = new("--storage")
    {
        Description = $"Blob endpoint of a deployment (https://ACCOUNT.blob.core.windows.net), with the identity of `az login`; or {Azurite} for Azurite.",
        Recursive = true,
        CustomParser = result =>
        {
            var account = result.Tokens[0].Value;
            if (account.Equals(Azurite, StringComparison.OrdinalIgnoreCase)
                || (Uri.TryCreate(account, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps))
                return account;
            result.AddError($"--storage: give an https address such as https://ACCOUNT.blob.core.windows.net, or {Azurite} for Azurite.");
            return null;
        },
    };

    public static readonly Option<FileInfo?> Feeds = File("--feeds",
        "Feed list (OPML). Default: the one in storage, feeds.opml in the data folder, or the list that ships with SahelWatch.");

    public static readonly Option<FileInfo?> Watchlist = File("--watchlist",
        "Watchlist (YAML). Default: the one in storage, watchlist.yaml in the data folder, or the one that ships with SahelWatch.");

    public static readonly Option<FileInfo?> Editions = File("--editions",
        "Editions (YAML). Default: those in storage, editions.yaml in the data folder, or one daily edition.");

    public static readonly Option<FileInfo?> Alerts = File("--alerts",
        "Alerts (YAML). Default: those in storage, alerts.yaml in the data folder, or none.");

    public static readonly Option<DateTimeOffset?> Now = new("--now")
    {
        Description = "Run as if it were this time (ISO 8601 with offset).",
        Recursive = true,
        CustomParser = result =>
        {
            if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now))
                return now;
            result.AddError($"--now {result.Tokens[0].Value}: not a time; write it as 2026-11-22T06:00:00+00:00.");
            return null;
        },
    };

    public static readonly Option<bool> AllowPrivate = new("--allow-private")
    {
        Description = "Allow feeds and channels on private and loopback addresses (refused by default, since a feed list must not reach into your network).",
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Print JSON instead of text.", Recursive = true };

    private static Option<FileInfo?> File(string name, string description) => new(name) { Description = description, Recursive = true };
}
