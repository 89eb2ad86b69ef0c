using SahelWatch.Domain;
using SahelWatch.Storage;

namespace SahelWatch.Stories.Batches;

/// <summary>The pages of articles that grouping has not dealt with.</summary>
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
        // A cursor that has done with days to come was moved by a clock that ran ahead: what was stored since, under today's date, it would pass over.
        var rewound = cursor?.From > today;
        if (rewound)
            await NoteAgainAsync(today, cursor!.From, now, cancellationToken);
        var started = cursor is null || rewound ? GroupingCursor.Since(DateOnly.FromDateTime((now - options.Window).UtcDateTime)) : cursor;
        var dealtWith = started.Grouped.ToHashSet(StringComparer.Ordinal);
        var pages = await stores.Articles.PagesAsync(started.From, today.AddDays(Skew), cancellationToken).Where(name => !dealtWith.Contains(name))
            .ToListAsync(cancellationToken);
        return new Unread(started, [.. pages.OrderBy(name => name != started.Part?.Page)], rewound, IsWhole: cursor is not null && !rewound);
    }

    /// <summary>Reads the next lines of the pages.</summary>
    /// <returns>The articles, and a batch that deals with them and changes nothing yet.</returns>
    public async Task<(IReadOnlyList<Article> Articles, Batch Batch)> ReadAsync(
        Unread unread, int lines, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var articles = new List<Article>();
        var done = new List<string>();
        PagePart? part = null;
        foreach (var name in unread.Pages.TakeWhile(_ => lines > 0))
        {
            var page = await stores.Articles.ReadPageAsync(name, cancellationToken);
            var from = name == unread.Cursor.Part?.Page ? unread.Cursor.Part.Lines : 0;
            var to = Math.Min(page.Count, from + lines);
            articles.AddRange(page.Take(from..to).OfType<Article>());
            lines -= to - from;
            if (to < page.Count)
                part = new PagePart(name, to);
            else
                done.Add(name);
        }

        var left = unread.Pages.Skip(done.Count).Select(BlobNames.DayIn);
        var first = left.Append(DateOnly.FromDateTime(now.UtcDateTime).AddDays(-Skew)).Min();
        return (articles, new Batch { From = first > unread.Cursor.From ? first : unread.Cursor.From, Pages = done, Part = part });
    }

    /// <summary>Copies the next line into quarantine/.</summary>
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

/// <param name="Cursor">To go on from.</param>
/// <param name="Pages">In the order in which to read them.</param>
/// <param name="Rewound">The stored cursor was not believed.</param>
/// <param name="IsWhole">Whether the index holds what was grouped before; else it may have to be rebuilt.</param>
internal sealed record Unread(GroupingCursor Cursor, IReadOnlyList<string> Pages, bool Rewound, bool IsWhole);
