namespace SahelWatch.Domain;

/// <summary>A feed on the feed list: its address and its outlet.</summary>
public sealed record Feed
{
    public required FeedId Id { get; init; }

    public required Uri Url { get; init; }

    /// <summary>The outlet's name as shown to readers.</summary>
    public required string Title { get; init; }

    public Uri? Site { get; init; }

    /// <summary>The BCP 47 tag on the list; the feed itself may declare another.</summary>
    public string? Language { get; init; }

    /// <summary>The countries that the outlet covers according to the list ("Mali", "Sahel (Mali, Niger, BF)").</summary>
    public string? Country { get; init; }

    /// <summary>Kind of outlet; in the shipped list one of local, press, broadcaster, wire, government, un, ngo, analysis.</summary>
    public string? Kind { get; init; }

    /// <summary>The list says that the address has never been verified (<c>unchecked="true"</c>).</summary>
    public bool IsUnchecked => Attributes.ContainsKey("unchecked");

    /// <summary>Attributes of other feed readers in the OPML; kept for export.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
