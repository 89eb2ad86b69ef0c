using SahelWatch.Storage;

namespace SahelWatch.Stories.Batches;

/// <summary>The pages of articles that grouping has not processed.</summary>
internal sealed class UnreadPages(Stores stores, StoryOptions options)
{
    /// <summary>
    /// The number of days before and after today whose pages are read: pages are named by the clocks of the machines that poll, and one that is a day ahead or
    /// behind must lose nothing.
    /// </summary>
    private const int Skew = 1;

    /// <summary>The number of days searched for what was written by a clock that was ahead: more than a year is kept.</summary>
    private const int FurthestAhead = 400;

    public async Task<Unread> ListAsync(GroupingCursor? stored, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var cursor = stored?.Upgraded();
        // A cursor from a future day was moved by a clock that was ahead: no digest would see today what it noted as changed.
        var rewound = cursor?.From > today || cursor?.Until > today.AddDays(Skew);
        if (rewound)
            await NoteAgainAsync(today, cursor!.Until > cursor.From ? cursor.Until.Value : cursor.From, now, cancellationToken);
        var started = cursor is null || rewound ? GroupingCursor.Since(DateOnly.FromDateTime((now - options.Window).UtcDateTime)) : cursor;
        var dealtWith = started.Grouped.ToHashSet(StringComparer.Ordinal);
        var pages = await stores.Articles.PagesAsync(started.From, today.AddDays(Skew), cancellationToken).ToListAsync(cancellationToken);
        var isWhole = cursor is not null && !rewound;
        return new Unread(
            started, [.. pages.Where(name => !dealtWith.Contains(name)).OrderBy(name => name != started.Part?.Page)],
            isWhole ? Quiet(started.From, today, pages) : null, rewound, isWhole);
    }

    /// <summary>The maximum characters of a batch's articles, not counting the last: over 1,000 articles of the usual length. An instance has 512 MB.</summary>
    private const int MostCharacters = 4_000_000;

    /// <summary>
    /// The first day of the window without a page. Pages may still appear there: a run by a clock days ahead has not seen what is stored meanwhile.
    /// </summary>
    private DateOnly? Quiet(DateOnly from, DateOnly today, List<string> pages)
    {
        var busy = pages.Select(BlobNames.DayIn).ToHashSet();
        var ago = Math.Min((int)options.Window.TotalDays, today.DayNumber - from.DayNumber);
        return Enumerable.Range(0, Math.Max(0, ago)).Select(i => (DateOnly?)today.AddDays(i - ago)).FirstOrDefault(day => !busy.Contains(day!.Value));
    }

    /// <summary>Reads the next lines of the pages: at most as many as asked for, and fewer if they are long.</summary>
    /// <returns>The articles, and a batch that moves the cursor past them and changes nothing else yet.</returns>
    public async Task<(IReadOnlyList<Article> Articles, Batch Batch)> ReadAsync(
        Unread unread, int lines, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var articles = new List<Article>();
        var done = new List<string>();
        PagePart? part = null;
        var characters = 0;
        foreach (var name in unread.Pages.TakeWhile(_ => lines > 0 && characters < MostCharacters))
        {
            var page = await stores.Articles.ReadPageAsync(name, cancellationToken);
            var to = name == unread.Cursor.Part?.Page ? unread.Cursor.Part.Lines : 0;
            for (; to < page.Count && lines > 0 && characters < MostCharacters; to++, lines--)
            {
                if (page[to] is not { } article)
                    continue;
                articles.Add(article);
                characters += article.Title.Length + (article.Summary?.Length ?? 0) + (article.Text?.Length ?? 0);
            }

            if (to < page.Count)
                part = new PagePart(name, to);
            else
                done.Add(name);
        }

        var left = unread.Pages.Skip(done.Count).Select(BlobNames.DayIn);
        var first = left.Append(DateOnly.FromDateTime(now.UtcDateTime).AddDays(-Skew)).Append(unread.Quiet ?? DateOnly.MaxValue).Min();
        var from = first > unread.Cursor.From ? first : unread.Cursor.From;
        return (articles, new Batch { From = from, Pages = done, Part = part, Until = DateOnly.FromDateTime(now.UtcDateTime) });
    }

    /// <summary>Copies the next line to quarantine/.</summary>
    /// <returns>The copy's name.</returns>
    public async Task<string> SetAsideAsync(Unread unread, CancellationToken cancellationToken)
    {
        var line = unread.Cursor.Part?.Page == unread.Pages[0] ? unread.Cursor.Part.Lines : 0;
        return await stores.Articles.SetAsideAsync(unread.Pages[0], line, cancellationToken);
    }

    /// <summary>Notes stories again as changed today that were noted as changed on future days: a digest does not look into the future.</summary>
    private async Task NoteAgainAsync(DateOnly today, DateOnly from, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = from.AddDays(Skew);
        var first = today.AddDays(Skew + 1);
        var earliest = last.AddDays(-FurthestAhead) > first ? last.AddDays(-FurthestAhead) : first;
        await stores.Stories.NoteChangesAsync(await stores.Stories.NotedAsync(earliest, last, null, cancellationToken), now, cancellationToken);
    }
}

/// <param name="Cursor">Where to continue.</param>
/// <param name="Pages">In reading order.</param>
/// <param name="Quiet">A day without a page, which must be read again; null if there is none.</param>
/// <param name="Rewound">The stored cursor was not believed.</param>
/// <param name="IsWhole">Whether the index contains what was grouped before; otherwise it may have to be rebuilt.</param>
internal sealed record Unread(GroupingCursor Cursor, IReadOnlyList<string> Pages, DateOnly? Quiet, bool Rewound, bool IsWhole);
