using System.Text;
using SahelWatch.Storage;

namespace SahelWatch.Tests.Storage;

/// <summary>The contract of every store, run against each adapter.</summary>
public abstract class BlobsContract
{
    private const string Json = "application/json";

    private IBlobs Blobs => field ??= Open();

    /// <summary>An empty store for this test alone.</summary>
    protected abstract IBlobs Open();

    [SkippableFact]
    public async Task A_created_blob_is_read_back_with_its_etag()
    {
        var etag = await Blobs.CreateAsync("a/b.json", Bytes("one"), Json, CancellationToken.None);

        var blob = (await Blobs.ReadAsync("a/b.json", CancellationToken.None)).ShouldNotBeNull();

        Text(blob).ShouldBe("one");
        blob.ETag.ShouldBe(etag);
    }

    [SkippableFact]
    public async Task An_existing_blob_is_not_created_again()
    {
        await Blobs.CreateAsync("a.json", Bytes("one"), Json, CancellationToken.None);

        (await Blobs.CreateAsync("a.json", Bytes("two"), Json, CancellationToken.None)).ShouldBeNull();

        Text(await Blobs.ReadAsync("a.json", CancellationToken.None)).ShouldBe("one");
    }

    [SkippableFact]
    public async Task A_blob_is_deleted_by_its_etag_unless_it_was_replaced_since()
    {
        var first = (await Blobs.CreateAsync("a.json", Bytes("one"), Json, CancellationToken.None)).ShouldNotBeNull();
        var second = (await Blobs.ReplaceAsync("a.json", Bytes("two"), Json, first, CancellationToken.None)).ShouldNotBeNull();

        (await Blobs.DeleteAsync("a.json", first, CancellationToken.None)).ShouldBeFalse();
        Text(await Blobs.ReadAsync("a.json", CancellationToken.None)).ShouldBe("two");
        (await Blobs.DeleteAsync("a.json", second, CancellationToken.None)).ShouldBeTrue();
        (await Blobs.DeleteAsync("a.json", second, CancellationToken.None)).ShouldBeFalse();
        (await Blobs.ReadAsync("a.json", CancellationToken.None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_blob_is_replaced_by_the_holder_of_its_etag_and_gets_a_new_one()
    {
        var first = await Blobs.CreateAsync("a.json", Bytes("one"), Json, CancellationToken.None);

        var second = (await Blobs.ReplaceAsync("a.json", Bytes("two"), Json, first!, CancellationToken.None)).ShouldNotBeNull();

        second.ShouldNotBe(first);
        var blob = await Blobs.ReadAsync("a.json", CancellationToken.None);
        Text(blob).ShouldBe("two");
        blob!.ETag.ShouldBe(second);
    }

    [SkippableFact]
    public async Task The_second_writer_with_the_same_etag_changes_nothing()
    {
        var etag = await Blobs.CreateAsync("a.json", Bytes("one"), Json, CancellationToken.None);
        await Blobs.ReplaceAsync("a.json", Bytes("two"), Json, etag!, CancellationToken.None);

        (await Blobs.ReplaceAsync("a.json", Bytes("three"), Json, etag!, CancellationToken.None)).ShouldBeNull();

        Text(await Blobs.ReadAsync("a.json", CancellationToken.None)).ShouldBe("two");
    }

    [SkippableFact]
    public async Task An_etag_does_not_become_valid_again_when_the_content_is_restored()
    {
        var first = await Blobs.CreateAsync("a.json", Bytes("one"), Json, CancellationToken.None);
        var second = await Blobs.ReplaceAsync("a.json", Bytes("two"), Json, first!, CancellationToken.None);
        await Blobs.ReplaceAsync("a.json", Bytes("one"), Json, second!, CancellationToken.None);

        (await Blobs.ReplaceAsync("a.json", Bytes("three"), Json, first!, CancellationToken.None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_blob_is_current_until_it_is_replaced_or_deleted()
    {
        (await Blobs.IsCurrentAsync("a.json", "\"0\"", CancellationToken.None)).ShouldBeFalse("there is none");
        var first = (await Blobs.CreateAsync("a.json", Bytes("one"), Json, CancellationToken.None))!;
        (await Blobs.IsCurrentAsync("a.json", first, CancellationToken.None)).ShouldBeTrue();

        var second = (await Blobs.ReplaceAsync("a.json", Bytes("one"), Json, first, CancellationToken.None))!;
        (await Blobs.IsCurrentAsync("a.json", first, CancellationToken.None)).ShouldBeFalse("it was written anew, with what it was before");
        (await Blobs.IsCurrentAsync("a.json", second, CancellationToken.None)).ShouldBeTrue();

        await Blobs.DeleteAsync("a.json", CancellationToken.None);
        (await Blobs.IsCurrentAsync("a.json", second, CancellationToken.None)).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task A_put_overwrites_whatever_is_there_and_invalidates_its_etag()
    {
        await Blobs.PutAsync("a/b.json", Bytes("one"), Json, CancellationToken.None);
        Text(await Blobs.ReadAsync("a/b.json", CancellationToken.None)).ShouldBe("one");
        var first = (await Blobs.ReadAsync("a/b.json", CancellationToken.None))!.ETag;

        await Blobs.PutAsync("a/b.json", Bytes("two"), Json, CancellationToken.None);

        (await Blobs.ReplaceAsync("a/b.json", Bytes("three"), Json, first, CancellationToken.None)).ShouldBeNull();
        Text(await Blobs.ReadAsync("a/b.json", CancellationToken.None)).ShouldBe("two");
        (await ListAsync("a/")).ShouldBe(["a/b.json"]);
    }

    [SkippableFact]
    public async Task Of_many_concurrent_puts_exactly_one_remains_in_full()
    {
        await Task.WhenAll(Enumerable.Range(1, 16)
            .Select(i => Task.Run(() => Blobs.PutAsync("a.json", Bytes(new string((char)('a' + i), 100_000)), Json, CancellationToken.None))));

        var text = Text(await Blobs.ReadAsync("a.json", CancellationToken.None));
        text.Length.ShouldBe(100_000);
        text.Distinct().Count().ShouldBe(1);
    }

    [SkippableFact]
    public async Task Of_many_writers_with_one_etag_exactly_one_wins()
    {
        var etag = await Blobs.CreateAsync("a.json", Bytes("0"), Json, CancellationToken.None);

        var won = await Task.WhenAll(
            Enumerable.Range(1, 16).Select(i => Task.Run(() => Blobs.ReplaceAsync("a.json", Bytes($"{i}"), Json, etag!, CancellationToken.None))));

        won.Count(e => e is not null).ShouldBe(1);
        var winner = Array.FindIndex(won, e => e is not null) + 1;
        Text(await Blobs.ReadAsync("a.json", CancellationToken.None)).ShouldBe($"{winner}");
    }

    [SkippableFact]
    public async Task Of_many_creators_exactly_one_wins()
    {
        var won = await Task.WhenAll(
            Enumerable.Range(1, 16).Select(i => Task.Run(() => Blobs.CreateAsync("a.json", Bytes($"{i}"), Json, CancellationToken.None))));

        won.Count(e => e is not null).ShouldBe(1);
        var winner = Array.FindIndex(won, e => e is not null) + 1;
        Text(await Blobs.ReadAsync("a.json", CancellationToken.None)).ShouldBe($"{winner}");
    }

    [SkippableFact]
    public async Task A_missing_blob_reads_as_null_is_not_replaced_and_is_deleted_without_error()
    {
        (await Blobs.ReadAsync("none.json", CancellationToken.None)).ShouldBeNull();
        (await Blobs.ReplaceAsync("none.json", Bytes("x"), Json, "\"0\"", CancellationToken.None)).ShouldBeNull();
        await Blobs.DeleteAsync("no/such/none.json", CancellationToken.None);

        (await ListAsync("")).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_deleted_blob_is_gone_and_its_etag_with_it()
    {
        var etag = await Blobs.CreateAsync("a/b.json", Bytes("one"), Json, CancellationToken.None);

        await Blobs.DeleteAsync("a/b.json", CancellationToken.None);

        (await Blobs.ReadAsync("a/b.json", CancellationToken.None)).ShouldBeNull();
        (await ListAsync("a/")).ShouldBeEmpty();
        await Blobs.CreateAsync("a/b.json", Bytes("one"), Json, CancellationToken.None);
        (await Blobs.ReplaceAsync("a/b.json", Bytes("two"), Json, etag!, CancellationToken.None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task A_prefix_lists_its_names_in_ordinal_order_and_no_others()
    {
        string[] names = [
            "j/2026/11/22/b.json", "j/2026/11/22/a.json", "j/2026/11/2-x.json", "j/2026/11/23/a.json", "j/2026/11/22.json", "j/2026/11/22/a/c.json", "k.json"];
        foreach (var name in names)
            await Blobs.CreateAsync(name, Bytes(name), Json, CancellationToken.None);

        (await ListAsync("j/2026/11/22/")).ShouldBe(["j/2026/11/22/a.json", "j/2026/11/22/a/c.json", "j/2026/11/22/b.json"]);
        (await ListAsync("j/2026/11/22")).ShouldBe(["j/2026/11/22.json", "j/2026/11/22/a.json", "j/2026/11/22/a/c.json", "j/2026/11/22/b.json"]);
        (await ListAsync("")).ShouldBe(names.Order(StringComparer.Ordinal));
        (await ListAsync("j/2026/12/")).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_listing_continues_after_a_given_name()
    {
        var names = Enumerable.Range(0, 12).Select(i => $"d/{i % 3}/{i:D2}.json").Order(StringComparer.Ordinal).ToList();
        foreach (var name in names)
            await Blobs.CreateAsync(name, Bytes(name), Json, CancellationToken.None);

        var listed = new List<string>();
        for (List<string> page = await PageAsync(null); page.Count > 0; page = await PageAsync(listed[^1]))
            listed.AddRange(page);

        listed.ShouldBe(names);

        Task<List<string>> PageAsync(string? after) => Blobs.ListAsync("d/", after, CancellationToken.None).Take(5).ToListAsync().AsTask();
    }

    [SkippableFact]
    public async Task Five_megabytes_are_read_back_byte_for_byte()
    {
        var content = new byte[5 * 1024 * 1024];
        new Random(5).NextBytes(content);

        await Blobs.CreateAsync("big.bin", content, "application/octet-stream", CancellationToken.None);

        (await Blobs.ReadAsync("big.bin", CancellationToken.None))!.Content.Span.SequenceEqual(content).ShouldBeTrue();
    }

    [SkippableFact]
    public async Task A_blob_may_be_empty()
    {
        var etag = await Blobs.CreateAsync("empty.bin", ReadOnlyMemory<byte>.Empty, Json, CancellationToken.None);

        (await Blobs.ReadAsync("empty.bin", CancellationToken.None)).ShouldNotBeNull().Content.Length.ShouldBe(0);
        (await Blobs.ReplaceAsync("empty.bin", Bytes("x"), Json, etag!, CancellationToken.None)).ShouldNotBeNull();
    }

    [SkippableFact]
    public async Task Unusual_names_are_distinguished_and_listed_unchanged()
    {
        string[] names =
        [
            "odd/plain", "odd/plain/inner", "odd/plain.json", "odd/Plain.json", "odd/with space.json", "odd/100%.json", "odd/100%25.json", "odd/q?a=b&c#d.json",
                "odd/a:b*c|d.json",
            "odd/مالي.json", "odd/Sénégal.json", "odd/.hidden", "odd/..twice", "odd/dotted.folder/x.json", "odd/😀.json", "odd/con", "odd/plain%",
        ];
        foreach (var name in names)
            (await Blobs.CreateAsync(name, Bytes(name), Json, CancellationToken.None)).ShouldNotBeNull(name);

        foreach (var name in names)
            Text(await Blobs.ReadAsync(name, CancellationToken.None)).ShouldBe(name);
        (await ListAsync("odd/")).ShouldBe(names.Order(StringComparer.Ordinal));
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("../a")]
    [InlineData("a/../../b")]
    [InlineData("a/./b")]
    [InlineData("a\\b")]
    [InlineData("a.")]
    [InlineData("a\nb")]
    public async Task A_name_that_would_lead_to_another_place_is_rejected(string name)
    {
        await Should.ThrowAsync<ArgumentException>(() => Blobs.CreateAsync(name, Bytes("x"), Json, CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => Blobs.PutAsync(name, Bytes("x"), Json, CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => Blobs.ReadAsync(name, CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => Blobs.DeleteAsync(name, CancellationToken.None));
    }

    [SkippableFact]
    public async Task A_cancelled_write_leaves_no_blob()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Blobs.CreateAsync("a.json", Bytes("x"), Json, cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => Blobs.ReadAsync("a.json", cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => Blobs.DeleteAsync("a.json", cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => Blobs.ListAsync("a", null, cancelled.Token).ToListAsync().AsTask());

        (await Blobs.ReadAsync("a.json", CancellationToken.None)).ShouldBeNull();
    }

    private Task<List<string>> ListAsync(string prefix) => Blobs.ListAsync(prefix, after: null, CancellationToken.None).ToListAsync().AsTask();

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(Blob? blob) => Encoding.UTF8.GetString(blob.ShouldNotBeNull().Content.Span);
}
