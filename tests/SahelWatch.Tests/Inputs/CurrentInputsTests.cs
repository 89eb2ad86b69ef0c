using SahelWatch.Digests.Composing.Severities;
using SahelWatch.Digests.Editions;
using SahelWatch.Domain;
using SahelWatch.Feeds.Opml;
using SahelWatch.Inputs;
using SahelWatch.Matching;
using SahelWatch.Settings;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Inputs;

public sealed class CurrentInputsTests : IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly MemoryBlobs _blobs = new();
    private readonly TestClock _clock = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_files_of_ones_own_those_that_ship_hold()
    {
        var inputs = await Current().GetAsync(Never);

        inputs.Feeds.ShouldBe(FeedList.Shipped);
        inputs.Watchlist.ShouldBe(Watchlist.Shipped);
        inputs.Editions.ShouldBe(EditionList.Default);
        inputs.Versions.ShouldBe([new(InputFile.Feeds, "shipped"), new(InputFile.Watchlist, "shipped"), new(InputFile.Editions, "shipped"), new(InputFile.Alerts, "shipped"),
            new(InputFile.Severity, "shipped"), new(InputFile.Gazetteer, "shipped")]);
        inputs.Alerts.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_command_line_wins_over_storage_and_storage_over_the_settings()
    {
        var options = new SahelWatchOptions { Editions = Written("settings") };
        (await IdAsync(Current(options))).ShouldBe("settings");

        await SetAsync("storage");
        (await IdAsync(Current(options))).ShouldBe("storage");

        (await IdAsync(Current(options, new() { [InputFile.Editions] = Written("line") }))).ShouldBe("line");
    }

    [Fact]
    public async Task A_change_in_storage_holds_from_the_next_run_on_without_a_restart()
    {
        var current = Current();
        await SetAsync("before");
        (await IdAsync(current)).ShouldBe("before");

        await SetAsync("after");
        _clock.Advance(TimeSpan.FromMinutes(5));

        (await IdAsync(current)).ShouldBe("after");
        (await current.GetAsync(Never)).Versions[2].Origin.ShouldStartWith("storage ");
    }

    [Fact]
    public async Task A_table_of_severity_in_storage_ranks_from_the_next_run_on_and_a_broken_one_never_does()
    {
        var (current, store) = (Current(), new InputStore(_blobs, _clock));
        (await current.GetAsync(Never)).Severities.ShouldBe(SeverityTable.Shipped);

        await store.SetAsync(InputFile.Severity, InputStoreTests.Bytes(
            "events: [{ id: locusts, level: 4, name: { en: locusts, fr: criquets, ar: جراد }, words: { en: \"locust*\" } }]"), Never);
        await Should.ThrowAsync<InputException>(() => store.SetAsync(InputFile.Severity, InputStoreTests.Bytes("events: [{ id: locusts }]"), Never));
        await _blobs.PutAsync(BlobNames.Config(InputFile.Severity), InputStoreTests.Bytes("events: ["), "text/plain", Never);
        _clock.Advance(TimeSpan.FromMinutes(5));

        var inputs = await current.GetAsync(Never);
        inputs.Severities.NameOf("locusts", "fr").ShouldBe("criquets");
        inputs.Versions.Single(v => v.File == InputFile.Severity).ShouldSatisfyAllConditions(
            v => v.Origin.ShouldStartWith("storage, version "), v => v.Problem.ShouldNotBeNull().ShouldContain("config/severity.yaml"));
    }

    [Fact]
    public async Task Names_of_ones_own_in_storage_are_found_from_the_next_run_on_beside_the_shipped_ones()
    {
        var (current, store) = (Current(), new InputStore(_blobs, _clock));
        const string title = "Attack on Zorbatou, then calm in Mopti";
        Found(await current.GetAsync(Never)).ShouldBe(["ml.mopti"]);

        await store.SetAsync(InputFile.Gazetteer, InputStoreTests.Bytes(
            "entries: [{ id: ml.zorbatou, kind: town, iso: ML, in: [ml.mopti-region], names: { en: [Zorbatou] } }]"), Never);
        (await Should.ThrowAsync<InputException>(() => store.SetAsync(InputFile.Gazetteer, InputStoreTests.Bytes(
            "entries: [{ id: ml.zorbatou, kind: town, iso: ML, names: { en: [Mopti] } }]"), Never))).Message.ShouldContain("\"Mopti\" is a name of");
        _clock.Advance(TimeSpan.FromMinutes(5));

        var inputs = await current.GetAsync(Never);
        Found(inputs).ShouldBe(["ml.zorbatou", "ml.mopti"]);
        new ArticleMatcher(inputs.Watchlist).Match(title, "", "", "en").Score.ShouldBeGreaterThan(
            new ArticleMatcher(Watchlist.Shipped).Match(title, "", "", "en").Score);

        static List<string> Found(SahelWatchInputs inputs) => [.. inputs.Watchlist.Entries.Scan(title).Select(h => h.Entry.Id)];
    }

    [Fact]
    public async Task What_has_not_changed_is_the_same_object_and_costs_no_reading()
    {
        var current = Current();
        await SetAsync("daily");
        var first = await current.GetAsync(Never);

        _clock.Advance(TimeSpan.FromMinutes(5));

        (await current.GetAsync(Never)).ShouldBeSameAs(first);
    }

    [Fact]
    public async Task A_file_taken_out_of_storage_gives_way_to_the_one_before_it()
    {
        var current = Current();
        await SetAsync("stored");
        await current.GetAsync(Never);

        await new InputStore(_blobs, _clock).RemoveAsync(InputFile.Editions, Never);
        _clock.Advance(TimeSpan.FromMinutes(5));

        (await current.GetAsync(Never)).Editions.ShouldBe(EditionList.Default);
    }

    [Fact]
    public async Task What_was_broken_past_the_checks_never_takes_effect_and_is_named()
    {
        await SetAsync("good");
        await _blobs.PutAsync(BlobNames.Config(InputFile.Editions), InputStoreTests.Bytes("editions: ["), "text/plain", Never);

        var inputs = await Current().GetAsync(Never);

        inputs.Editions.ShouldHaveSingleItem().Id.ShouldBe("good");
        inputs.Versions[2].Problem.ShouldNotBeNull().ShouldContain("config/editions.yaml");
    }

    [Fact]
    public async Task A_broken_file_without_an_earlier_version_stops_the_run_with_its_place()
    {
        await _blobs.PutAsync(BlobNames.Config(InputFile.Editions), InputStoreTests.Bytes("editions: ["), "text/plain", Never);

        (await Should.ThrowAsync<InputException>(() => Current().GetAsync(Never))).Message.ShouldContain("config/editions.yaml");
    }

    [Theory]
    [InlineData(InputFile.Alerts)]
    [InlineData(InputFile.Severity)]
    public async Task A_broken_file_of_alerts_or_severity_stops_nothing_else_and_is_named(string file)
    {
        await _blobs.PutAsync(BlobNames.Config(file), InputStoreTests.Bytes("events: ["), "text/plain", Never);

        var inputs = await Current().GetAsync(Never);

        (inputs.Feeds, inputs.Alerts.Count, inputs.Severities).ShouldBe((FeedList.Shipped, 0, SeverityTable.Shipped));
        inputs.Versions.Single(v => v.Problem is not null).Problem!.ShouldContain($"config/{file}");
    }

    [Fact]
    public async Task A_file_that_breaks_while_a_process_runs_leaves_it_with_what_it_read_before()
    {
        var current = Current();
        await _blobs.PutAsync(BlobNames.Config(InputFile.Editions), InputStoreTests.Editions("good"), "text/plain", Never);
        (await IdAsync(current)).ShouldBe("good");

        await _blobs.PutAsync(BlobNames.Config(InputFile.Editions), InputStoreTests.Bytes("editions: ["), "text/plain", Never);
        _clock.Advance(TimeSpan.FromMinutes(5));

        (await IdAsync(current)).ShouldBe("good");
        (await current.GetAsync(Never)).Versions[2].Problem.ShouldNotBeNull();
    }

    [Fact]
    public void The_sample_of_an_editions_file_can_be_used_as_it_is_and_with_every_comment_taken_away()
    {
        EditionList.Parse(EditionList.Sample, "sample").ShouldHaveSingleItem().Subscribers.ShouldBeTrue();

        var whole = string.Join('\n', EditionList.Sample.Split('\n').Skip(1).Select(line => line.Replace("# weekdays", "weekdays", StringComparison.Ordinal)
            .Replace("# countries", "countries", StringComparison.Ordinal).Replace("# themes", "themes", StringComparison.Ordinal)
            .Replace("# languages", "languages", StringComparison.Ordinal).Replace("# maxStories", "maxStories", StringComparison.Ordinal)
            .Replace("# formerly", "formerly", StringComparison.Ordinal).Replace("# quietDay", "quietDay", StringComparison.Ordinal).Replace("# catchUp", "catchUp", StringComparison.Ordinal)));
        EditionList.Parse(whole, "sample").ShouldHaveSingleItem().Countries.ShouldBe(["ML", "NE", "BF"]);
    }

    [Fact]
    public async Task An_absent_file_is_said_to_be_absent()
    {
        var options = new SahelWatchOptions { Editions = Path.Combine(Path.GetTempPath(), "no", "editions.yaml") };

        (await Should.ThrowAsync<InputException>(() => Current(options).GetAsync(CancellationToken.None))).Message.ShouldContain("cannot be read");
    }

    private CurrentInputs Current(SahelWatchOptions? options = null, Dictionary<string, string>? named = null) =>
        new(_blobs, new InputStore(_blobs, _clock), options ?? new SahelWatchOptions(), named, _clock);

    private static async Task<string> IdAsync(CurrentInputs current) => (await current.GetAsync(Never)).Editions.Single().Id;

    private Task<string> SetAsync(string id) => new InputStore(_blobs, _clock).SetAsync(InputFile.Editions, InputStoreTests.Editions(id), Never);

    private string Written(string id)
    {
        var path = Path.Combine(_folder.Path, $"{id}.yaml");
        File.WriteAllBytes(path, InputStoreTests.Editions(id).ToArray());
        return path;
    }
}
