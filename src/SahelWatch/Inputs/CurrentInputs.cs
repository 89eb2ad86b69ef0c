using System.Collections.ObjectModel;
using System.Text;
using SahelWatch.Alerts.Rules;
using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Digests.Editions;
using SahelWatch.Feeds.Opml;
using SahelWatch.Language.Gazetteer;
using SahelWatch.Matching;
using SahelWatch.Settings;
using SahelWatch.Storage;

namespace SahelWatch.Inputs;

/// <summary>
/// The feed list, watchlist, editions, alerts, severity table and gazetteer in effect. Each comes from the first place that has it: a file named on the command
/// line, storage (config/), the file named in the settings, the files that ship with SahelWatch. A change in storage takes effect with the next run, in every
/// process.
/// </summary>
public sealed class CurrentInputs : IDisposable
{
    /// <summary>How long storage is not checked again, since strangers may request pages as often as they like.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(20);

    private readonly InputStore? _store;
    private readonly IBlobs? _blobs;
    private readonly SahelWatchOptions? _options;
    private readonly IReadOnlyDictionary<string, string> _named;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, (string? ETag, object Value, InputVersion Version)> _read = new(StringComparer.Ordinal);
    private SahelWatchInputs? _current;
    private EntrySet? _entries;
    private long _lookedAt;

    /// <param name="named">The paths of files named on the command line, which take precedence in this process.</param>
    internal CurrentInputs(IBlobs blobs, InputStore store, SahelWatchOptions options, IReadOnlyDictionary<string, string>? named, TimeProvider clock) =>
        (_blobs, _store, _options, _named, _clock) = (blobs, store, options, named ?? ReadOnlyDictionary<string, string>.Empty, clock);

    /// <summary>Fixed inputs, for tests and demonstrations.</summary>
    public CurrentInputs(SahelWatchInputs inputs) => (_current, _named, _clock) = (inputs, ReadOnlyDictionary<string, string>.Empty, TimeProvider.System);

    /// <returns>The same object as before if nothing has changed.</returns>
    /// <exception cref="InputException">A file is invalid, and there is no valid earlier version of it.</exception>
    public async Task<SahelWatchInputs> GetAsync(CancellationToken cancellationToken)
    {
        if (_store is null)
            return _current!;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_current is not null && _clock.GetElapsedTime(_lookedAt) < Fresh)
                return _current;
            var feeds = await ReadAsync(InputFile.Feeds, () => FeedList.Shipped, cancellationToken);
            var entries = await ReadAsync(InputFile.Gazetteer, () => EntrySet.Shipped, cancellationToken);
            if (_entries is { } before && before != entries)
                _read.Remove(InputFile.Watchlist); // it was read with the previous gazetteer
            _entries = entries;
            var watchlist = await ReadAsync(InputFile.Watchlist, () => Watchlist.ShippedFor(entries), cancellationToken,
                (content, name) => InputFile.ReadWatchlist(content, name, entries), path => Watchlist.Load(path, entries));
            var editions = await ReadAsync(InputFile.Editions, () => EditionList.Default, cancellationToken);
            var alerts = await ReadAsync<IReadOnlyList<AlertRule>>(InputFile.Alerts, () => [], cancellationToken);
            var severities = await ReadAsync(InputFile.Severity, () => SeverityTable.Shipped, cancellationToken);
            InputVersion[] versions = [.. InputFile.All.Select(f => _read[f].Version)];
            if (_current?.Versions.SequenceEqual(versions) != true)
                _current = new SahelWatchInputs(feeds, watchlist, editions) { Alerts = alerts, Severities = severities, Versions = versions };

            _lookedAt = _clock.GetTimestamp();
            return _current;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <param name="load">Reads a file by its path; null to parse its content. A watchlist names other files beside it.</param>
    private async Task<T> ReadAsync<T>(string file, Func<T> shipped, CancellationToken cancellationToken,
        Func<ReadOnlyMemory<byte>, string, T>? parse = null, Func<string, T>? load = null)
        where T : class
    {
        parse ??= (content, name) => InputFile.Read<T>(file, content, name);
        load ??= path => parse(InputFile.Content(path), path);
        var known = _read.GetValueOrDefault(file);
        // Files are read only once, at start, so that a mistake shows before anything runs.
        if (_named.GetValueOrDefault(file) is { } named)
            return known.Value as T ?? Remember(file, null, load(named), new InputVersion(file, named));
        if (known.ETag is not null && await _blobs!.IsCurrentAsync(BlobNames.Config(file), known.ETag, cancellationToken))
            return (T)known.Value;
        if (await _store!.ReadAsync(file, cancellationToken) is { } blob)
            return await ParseAsync(file, blob, parse, shipped, cancellationToken);
        if (known is { ETag: null, Value: T read })
            return read;
        return InputFile.PathIn(_options!, file) is { Length: > 0 } path
            ? Remember(file, null, load(path), new InputVersion(file, path))
            : Remember(file, null, shipped(), new InputVersion(file, "shipped"));
    }

    /// <summary>
    /// A file that was edited without checks, in a storage browser, and is invalid never takes effect: the newest valid version stays in effect, or what this
    /// process read before. Without either, alerts and severity are as shipped, since neither is worth stopping all polls and digests.
    /// </summary>
    private async Task<T> ParseAsync<T>(
        string file, Blob blob, Func<ReadOnlyMemory<byte>, string, T> parse, Func<T> shipped, CancellationToken cancellationToken)
        where T : class
    {
        var name = BlobNames.Config(file);
        try
        {
            return Remember(
                file, blob.ETag, parse(blob.Content, name), new InputVersion(file, $"storage {ContentHash.Of(Encoding.Latin1.GetString(blob.Content.Span))}"));
        }
        catch (InputException e)
        {
            foreach (var version in await _store!.HistoryAsync(file, cancellationToken))
            {
                try
                {
                    var earlier = parse(await _store.ReadVersionAsync(file, version, cancellationToken), $"{name} {version}");
                    return Remember(file, blob.ETag, earlier, new InputVersion(file, $"storage, version {version}", e.Message));
                }
                catch (InputException)
                {
                    // An older one may be valid.
                }
            }

            if (_read.GetValueOrDefault(file).Value is T known)
                return Remember(file, blob.ETag, known, new InputVersion(file, "as read before", e.Message));
            if (file is InputFile.Alerts or InputFile.Severity)
                return Remember(file, blob.ETag, shipped(), new InputVersion(file, "shipped", e.Message));
            throw;
        }
    }

    private T Remember<T>(string file, string? etag, T value, InputVersion version)
        where T : class
    {
        _read[file] = (etag, value, version);
        return value;
    }
}
