using SahelWatch.Delivery.Mail;
using SahelWatch.Readers;
using SahelWatch.Storage;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Readers;

/// <summary>If the key that readers are recognised by is lost, garbled or another one, those who unsubscribed must not be mailed again.</summary>
public class ReaderKeysTests
{
    private const string Copy = "keys/readers-copy.json";

    private readonly MailingList _list = new(readers: 3);

    public static TheoryData<string, string?> Faults() => new()
    {
        { "missing", null },
        { "empty", "" },
        { "cut off", "{\"version\":1,\"key\":\"AAEC" },
        { "too short", "{\"version\":1,\"key\":\"AAEC\"}" },
        { "another's", """{"version":1,"key":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}""" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_copy_replaces_a_key_that_is(string fault, string? content)
    {
        await LeaveAsync(2);
        var key = await ContentAsync(BlobNames.ReaderKey);

        await DamageAsync(BlobNames.ReaderKey, content);
        await _list.DeliverAsync();

        _list.Mailer.Accepted.Select(MailingList.NumberOf).Order().ShouldBe([1, 3]);
        (await ContentAsync(BlobNames.ReaderKey)).ShouldBe(key, fault);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Without_a_copy_nobody_is_mailed_and_the_operator_is_told_what_to_do_if_the_key_is(string fault, string? content)
    {
        await LeaveAsync(2);
        await DamageAsync(BlobNames.ReaderKey, content);
        await DamageAsync(Copy, content);

        var lost = await Should.ThrowAsync<LostReaderKeyException>(() => _list.DeliverAsync());

        lost.Message.ShouldContain("Restore either of the two from a backup", customMessage: fault);
        _list.Mailer.Asked.ShouldBeEmpty();
        (await ContentAsync(BlobNames.ReaderKey)).ShouldBe(content);
    }

    [Fact]
    public async Task No_new_key_is_generated_if_there_are_deliveries()
    {
        await _list.DeliverAsync();
        await DamageAsync(BlobNames.ReaderKey, null);
        await DamageAsync(Copy, null);

        await Should.ThrowAsync<LostReaderKeyException>(() => _list.DeliverAsync("2026-11-23"));
    }

    [Fact]
    public async Task The_next_run_adds_the_copy_to_an_old_store()
    {
        await LeaveAsync(2);
        await DamageAsync(Copy, null);

        await _list.DeliverAsync();

        (await ContentAsync(Copy)).ShouldBe(await ContentAsync(BlobNames.ReaderKey));
    }

    [Fact]
    public async Task Processes_that_generate_a_key_at_the_same_time_end_up_with_one_key()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => new ReaderStore(_list.Blobs).KeyAsync(CancellationToken.None))));

        keys.Select(Convert.ToHexString).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_reader_whose_record_is_unreadable_is_not_mailed_but_all_others_are()
    {
        await LeaveAsync(2);
        var readers = new ReaderStore(_list.Blobs);
        var id = await readers.IdOfAsync(MailingList.Address(2), CancellationToken.None);
        await _list.Blobs.PutAsync(BlobNames.Reader(id), "{"u8.ToArray(), "application/json", CancellationToken.None);

        var report = await _list.DeliverAsync();

        _list.Mailer.Accepted.Select(MailingList.NumberOf).Order().ShouldBe([1, 3]);
        report.Problems.ShouldHaveSingleItem().ShouldContain(id.Value);
    }

    [Theory]
    [InlineData(2)] // listed in the editions file
    [InlineData(4)] // a subscriber
    public async Task A_record_that_becomes_unreadable_after_planning_makes_only_that_reader_wait(int reader)
    {
        var readers = new ReaderStore(_list.Blobs);
        var subscriber = await readers.IdOfAsync(MailingList.Address(4), CancellationToken.None);
        await readers.ChangeAsync(
            subscriber, _ => new Reader { Id = subscriber, Address = MailingList.Address(4).Value, Editions = ["daily"] }, CancellationToken.None);
        _list.Mailer.Answer = _ => new MailOutcome.Unavailable("down");
        await _list.DeliverAsync(subscribers: true);
        var id = await readers.IdOfAsync(MailingList.Address(reader), CancellationToken.None);
        await _list.Blobs.PutAsync(BlobNames.Reader(id), "{"u8.ToArray(), "application/json", CancellationToken.None);
        _list.Mailer.Answer = _ => new MailOutcome.Sent();
        _list.Clock.Advance(TimeSpan.FromMinutes(5));

        var report = await _list.DeliverAsync(subscribers: true);

        (report.Sent, report.Waiting, report.GivenUp).ShouldBe((3, 1, 0));
    }

    [Fact]
    public async Task A_reader_who_confirms_while_unconfirmed_requests_are_being_deleted_is_kept()
    {
        var readers = new ReaderStore(_list.Blobs);
        var id = await readers.IdOfAsync(MailingList.Address(1), CancellationToken.None);
        await readers.ChangeAsync(id, _ => new Reader { Id = id }, CancellationToken.None);

        await readers.ForgetAsync(
            id,
            _ =>
            {
                readers.ChangeAsync(id, r => r! with { Editions = ["daily"] }, CancellationToken.None).GetAwaiter()
                    .GetResult(); // another process, between the two
                return null;
            },
            CancellationToken.None);

        (await readers.ReadAsync(id, CancellationToken.None)).ShouldNotBeNull().Editions.ShouldBe(["daily"]);
    }

    private async Task LeaveAsync(int reader)
    {
        var readers = new ReaderStore(_list.Blobs);
        var id = await readers.IdOfAsync(MailingList.Address(reader), CancellationToken.None);
        await readers.ChangeAsync(id, _ => new Reader { Id = id, Left = ["daily"] }, CancellationToken.None);
    }

    private async Task DamageAsync(string name, string? content)
    {
        if (content is null)
            await _list.Blobs.DeleteAsync(name, CancellationToken.None);
        else
            await _list.Blobs.PutAsync(name, System.Text.Encoding.UTF8.GetBytes(content), "application/json", CancellationToken.None);
    }

    private async Task<string?> ContentAsync(string name) =>
        await _list.Blobs.ReadAsync(name, CancellationToken.None) is { } blob ? System.Text.Encoding.UTF8.GetString(blob.Content.Span) : null;
}
