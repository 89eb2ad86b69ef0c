using SahelWatch.Storage;

namespace SahelWatch.Stories.Batches;

/// <summary>The pages of articles that grouping has not processed.</summary>
internal sealed class UnreadPages(Stores stores, StoryOptions options)
{
    /// <summary>
    /// Days before and after today whose pages are looked for: polls write pages by clocks of their own, which differ, and one that runs a day ahead or behind
    /// loses nothing.
    /// </summary>
    private const int Skew = 1;

    /// <summary>Days that are looked through for what was written by a clock that ran ahead: a year and more is kept.</summary>
    private const int FurthestAhead = 400;

    public async Task<Unread> ListAsync(GroupingCursor? stored, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var cursor = stored?.Upgraded();
        // A cursor of a day to come was moved by a clock that ran ahead: what it noted as changed, no digest would see today.
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

    /// <summary>Characters of a batch's articles, the last one apart: 1,000 and more of the usual length. An instance has 512 MB.</summary>
    private const int MostCharacters = 4_000_000;

    /// <summary>
    /// The first day of the window without a page. Pages may come there yet: a clock that runs days ahead has seen none of what will be stored meanwhile.
    /// </summary>
    private DateOnly? Quiet(DateOnly from, DateOnly today, List<string> pages)
    {
        var busy = pages.Select(BlobNames.DayIn).ToHashSet();
        var oldest = today.AddDays(-(int)options.Window.TotalDays);
        for (var day = from > oldest ? from : oldest; day < today; day = day.AddDays(1))
        {
            if (!busy.Contains(day))
                return day;
        }

        return null;
    }

    /// <summary>Reads the next lines of the pages: so many at most, and fewer where they are long.</summary>
    /// <returns>The articles, and a batch that deals with them and changes nothing yet.</returns>
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

    /// <summary>Stories that were noted as changed on days to come are noted as changed today: a digest does not look into the future.</summary>
    private async Task NoteAgainAsync(DateOnly today, DateOnly from, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = from.AddDays(Skew);
        var first = today.AddDays(Skew + 1);
        var stories = new HashSet<StoryId>();
        for (var day = last.AddDays(-FurthestAhead) > first ? last.AddDays(-FurthestAhead) : first; day <= last; day = day.AddDays(1))
        {
            await foreach (var story in stores.Stories.DayAsync(day, cancellationToken))
                stories.Add(story);
        }

        await stores.Stories.NoteChangesAsync([.. stories], now, cancellationToken);
    }
}

/// <param name="Cursor">Where to continue.</param>
/// <param name="Pages">In reading order.</param>
/// <param name="Quiet">A day without a page, which must be looked at again; null where there is none.</param>
/// <param name="Rewound">The stored cursor was not believed.</param>
/// <param name="IsWhole">Whether the index holds what was grouped before; else it may have to be rebuilt.</param>
internal sealed record Unread(GroupingCursor Cursor, IReadOnlyList<string> Pages, DateOnly? Quiet, bool Rewound, bool IsWhole);
