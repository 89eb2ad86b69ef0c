using System.Text;
using SahelWatch.Domain;
using SahelWatch.Inputs;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Inputs;

public class InputStoreTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly MemoryBlobs _blobs = new();
    private readonly TestClock _clock = new();

    private InputStore Store => new(_blobs, _clock);

    [Fact]
    public void A_missing_file_is_named() =>
        Should.Throw<InputException>(() => InputFile.Content("/nowhere/feeds.opml")).Message.ShouldContain("/nowhere/feeds.opml");

    [Fact]
    public async Task What_cannot_be_used_is_refused_with_its_line_and_changes_nothing()
    {
        await Store.SetAsync(InputFile.Editions, Editions("daily"), Never);

        var refused = await Should.ThrowAsync<InputException>(
            () => Store.SetAsync(InputFile.Editions, Bytes("editions:\n- id: daily\n  sendAt: [late]\n"), Never));

        refused.Message.ShouldContain("editions.yaml, line 3: ");
        Text((await Store.ReadAsync(InputFile.Editions, Never))!.Content).ShouldContain("daily");
        (await Store.HistoryAsync(InputFile.Editions, Never)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_last_ten_versions_are_kept_newest_first()
    {
        for (var i = 1; i <= 12; i++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await Store.SetAsync(InputFile.Editions, Editions($"e{i}"), Never);
        }

        var history = await Store.HistoryAsync(InputFile.Editions, Never);

        history.Count.ShouldBe(InputStore.Kept);
        Text(await Store.ReadVersionAsync(InputFile.Editions, history[0], Never)).ShouldContain("e12");
        Text(await Store.ReadVersionAsync(InputFile.Editions, history[^1], Never)).ShouldContain("e3");
    }

    [Fact]
    public async Task Two_changes_in_one_millisecond_are_two_versions()
    {
        await Store.SetAsync(InputFile.Editions, Editions("a"), Never);
        await Store.SetAsync(InputFile.Editions, Editions("b"), Never);

        (await Store.HistoryAsync(InputFile.Editions, Never)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("../../keys/readers.json")]
    [InlineData("20260101T000000000Z")]
    [InlineData("")]
    public async Task A_version_that_is_not_listed_is_never_read(string version) =>
        await Should.ThrowAsync<InputException>(() => Store.ReadVersionAsync(InputFile.Editions, version, Never));

    [Fact]
    public async Task A_file_too_large_to_be_one_is_refused_unread() =>
        (await Should.ThrowAsync<InputException>(() => Store.SetAsync(InputFile.Feeds, new byte[InputFile.Largest + 1], Never))).Message.ShouldContain(
            "at most");

    [Theory]
    [InlineData("editions.yaml", "editions.yaml")]
    [InlineData("Editions", "editions.yaml")]
    [InlineData("feeds", "feeds.opml")]
    public void A_file_may_be_named_without_its_extension(string text, string file) => InputFile.Named(text).ShouldBe(file);

    [Fact]
    public void A_file_that_is_none_of_ours_is_named_with_those_that_are() =>
        Should.Throw<InputException>(() => InputFile.Named("readers")).Message.ShouldBe(
            "readers: no such file; there are feeds.opml, watchlist.yaml, editions.yaml, alerts.yaml, severity.yaml, gazetteer.yaml.");

    internal static ReadOnlyMemory<byte> Editions(string id) => Bytes($"editions:\n- id: {id}\n  title: Daily\n  readers: [a@example.org]\n");

    internal static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> content) => Encoding.UTF8.GetString(content.Span);
}
