namespace SahelWatch.Domain;

/// <summary>A feed as the feed list names it: where it is and what kind of outlet stands behind it.</summary>
public sealed record Feed
{
    public required FeedId Id { get; init; }

    public required Uri Url { get; init; }

    /// <summary>The outlet's name as readers see it.</summary>
    public required string Title { get; init; }

    public Uri? Site { get; init; }

    /// <summary>BCP 47, as the list says; the feed itself may say otherwise.</summary>
    public string? Language { get; init; }

    /// <summary>The countries the outlet covers, as the list says ("Mali", "Sahel (Mali, Niger, BF)").</summary>
    public string? Country { get; init; }

    /// <summary>Kind of outlet; in the shipped list one of local, press, broadcaster, wire, government, un, ngo, analysis.</summary>
    public string? Kind { get; init; }

    /// <summary>The list says that nobody has seen the address answer (<c>unchecked="true"</c>).</summary>
    public bool IsUnchecked => Attributes.ContainsKey("unchecked");

    /// <summary>Attributes that other readers wrote into the OPML; kept so that an export gives them back.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
