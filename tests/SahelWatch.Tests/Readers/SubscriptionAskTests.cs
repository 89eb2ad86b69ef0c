using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Delivery;
using SahelWatch.Digests.Editions;
using SahelWatch.Domain;
using SahelWatch.Readers;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Readers;

/// <summary>Limits what strangers can make us send by entering addresses into the form.</summary>
public class SubscriptionAskTests
{
    private static readonly Edition Daily = new() { Id = "daily", Title = "Sahel daily", Subscribers = true };

    private readonly MemoryBlobs _blobs = new();
    private readonly ScriptedMailer _mailer = new();
    private readonly TestClock _clock = new();
    private readonly ReaderRegister _register;

    public SubscriptionAskTests()
    {
        var options = new DeliveryOptions { From = "digest@sahelwatch.example", PublicUrl = new Uri("https://sahelwatch.example/") };
        _register = new ReaderRegister(_blobs, _mailer, options, _clock, NullLogger<ReaderRegister>.Instance);
    }

    [Fact]
    public async Task Repeated_requests_for_one_address_do_not_keep_others_from_subscribing()
    {
        for (var i = 0; i < 60; i++)
            (await AskAsync("victim@example.org")).ShouldBeTrue();

        (await AskAsync("honest@example.org")).ShouldBeTrue();

        _mailer.Accepted.Select(m => m.To.Value).ShouldBe(["victim@example.org", "honest@example.org"]);
    }

    [Theory]
    [InlineData("victim@example.org", "victim@example.org")]
    [InlineData("victim+1@example.org", "Victim+2@example.org")] // one mailbox
    public async Task The_wait_grows_with_every_mail_without_a_reaction(string one, string other)
    {
        var mailed = new List<TimeSpan>();
        for (var at = _clock.GetUtcNow(); at < TestClock.Start.AddDays(40); at += TimeSpan.FromMinutes(10))
        {
            _clock.AdvanceTo(at);
            await AskAsync(one);
            await AskAsync(other);
            if (at.TimeOfDay == TimeSpan.Zero)
                await _register.ForgetUnconfirmedAsync(CancellationToken.None);
            mailed.AddRange(Enumerable.Repeat(at - TestClock.Start, _mailer.Accepted.Count - mailed.Count));
        }

        mailed.Take(5).ShouldBe([TimeSpan.Zero, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(70), TimeSpan.FromMinutes(70) + TimeSpan.FromDays(1),
            TimeSpan.FromMinutes(70) + TimeSpan.FromDays(8)]);
        mailed.Count.ShouldBe(9); // and then one a week
    }

    [Fact]
    public async Task Following_the_link_resets_the_wait()
    {
        await AskAsync("ali@example.org");
        _clock.Advance(TimeSpan.FromMinutes(10));
        await AskAsync("ali@example.org");
        await ConfirmAsync();
        _clock.Advance(TimeSpan.FromMinutes(10));

        await AskAsync("ali@example.org");

        _mailer.Accepted.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Only_mails_count_towards_the_hourly_limit_and_beyond_it_every_address_gets_the_same_answer()
    {
        for (var i = 0; i < 50; i++)
            (await AskAsync($"reader{i}@example.org")).ShouldBeTrue();

        (await AskAsync("one.more@example.org")).ShouldBeFalse();
        (await AskAsync("reader0@example.org")).ShouldBeFalse(); // mailed a moment ago, but gets the same answer
        _clock.Advance(TimeSpan.FromHours(1));
        (await AskAsync("one.more@example.org")).ShouldBeTrue();

        _mailer.Accepted.Count.ShouldBe(51);
    }

    [Fact]
    public async Task A_stranger_can_have_an_erased_reader_mailed_at_most_once_a_month_and_the_address_is_never_stored()
    {
        await AskAsync("gone@example.org");
        await ConfirmAsync();
        await _register.EraseAsync(EmailAddress.Parse("gone@example.org"), CancellationToken.None);
        var before = _mailer.Accepted.Count;

        for (var day = 0; day < 90; day++)
        {
            _clock.Advance(TimeSpan.FromDays(1));
            await AskAsync("gone@example.org");
            await AskAsync("gone+x@example.org");
            await _register.ForgetUnconfirmedAsync(CancellationToken.None);
        }

        (_mailer.Accepted.Count - before).ShouldBe(3);
        (await FindAsync("gone@example.org")).Status.ShouldBe(ReaderStatus.Erased);
        (await StoredAsync()).ShouldNotContain("example.org");
    }

    [Fact]
    public async Task An_address_is_not_stored_until_it_is_confirmed()
    {
        await AskAsync("Ali+news@example.org", "fr");
        var before = await StoredAsync();
        var link = _mailer.Accepted.Single().Link!;

        var reader = await ConfirmAsync();

        before.ShouldNotContain("example.org");
        link.ToString().ShouldNotContain("example.org");
        reader.ShouldNotBeNull();
        (reader.Address, reader.Language, reader.Status).ShouldBe(("Ali+news@example.org", "fr", ReaderStatus.Active));
        (await FindAsync("ali+news@example.org")).Id.ShouldBe(reader.Id);
    }

    private Task<bool> AskAsync(string address, string language = "en") =>
        _register.AskAsync(EmailAddress.Parse(address), [Daily], language, CancellationToken.None);

    /// <summary>Follows the link in the last mail.</summary>
    private Task<Reader?> ConfirmAsync() => _register.ConfirmAsync(_mailer.Accepted.Last().Link!.Query["?t=".Length..], CancellationToken.None);

    private async Task<Reader> FindAsync(string address) => (await _register.FindAsync(EmailAddress.Parse(address), CancellationToken.None)).ShouldNotBeNull();

    private async Task<string> StoredAsync()
    {
        var all = new StringBuilder();
        await foreach (var name in _blobs.ListAsync("", null, CancellationToken.None))
            all.Append(Encoding.UTF8.GetString((await _blobs.ReadAsync(name, CancellationToken.None))!.Content.Span));
        return all.ToString();
    }
}
