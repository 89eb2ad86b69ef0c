using System.Web;
using Microsoft.Extensions.Logging.Abstractions;
using SahelWatch.Alerts;
using SahelWatch.Alerts.Rendering;
using SahelWatch.Delivery;
using SahelWatch.Delivery.Mail;
using SahelWatch.Digests.Rendering;
using SahelWatch.Readers;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Alerts;

/// <summary>An alert's mail on its way: one click ends it, and digests go on; and on the screen, where a checker (axe) looks at it.</summary>
public sealed class AlertMailTests(Browser browser) : IClassFixture<Browser>
{
    private const int Phone = 360;

    private readonly MailingList _list = new(readers: 2);

    [Fact]
    public async Task One_click_ends_the_alerts_of_a_rule_for_its_reader_and_no_digest()
    {
        var alert = AlertRendererTests.Sample("english");
        await DeliverAsync(alert);
        var mail = _list.Mailer.Accepted.Single(m => MailingList.NumberOf(m) == 1);

        var headers = SomeMail.Raw(mail);
        var register = new ReaderRegister(_list.Blobs, _list.Mailer, _list.Options, _list.Clock, NullLogger<ReaderRegister>.Instance);
        (await register.UnsubscribeAsync(HttpUtility.ParseQueryString(mail.Link!.Query)["t"], CancellationToken.None)).ShouldBeTrue();
        await DeliverAsync(alert with { Key = "2026-11-10-bb00" });
        await _list.DeliverAsync();

        headers.ShouldContain($"List-Unsubscribe: <{mail.Link}>");
        headers.ShouldContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        headers.ShouldContain("List-Id: <alerts_grave.sahelwatch.example>");
        mail.Content.HtmlFor(mail.Link).ShouldNotContain(DigestRenderer.UnsubscribeUrl);
        _list.Mailer.Accepted.Select(m => (m.List!, MailingList.NumberOf(m))).ShouldBe(
            [("alerts_grave", 1), ("alerts_grave", 2), ("alerts_grave", 2), ("daily", 1), ("daily", 2)], ignoreOrder: true);
    }

    [SkippableFact]
    public Task The_html_of_every_alert_is_valid() =>
        HtmlValidate.ShouldFindNothingAsync([.. AlertRendererTests.Names.Select(name => Golden.PathOf($"Alerts/{name}.html"))]);

    [SkippableTheory]
    [MemberData(nameof(AlertRendererTests.Samples), MemberType = typeof(AlertRendererTests))]
    public async Task A_mail_fits_a_phone_and_axe_finds_no_fault_in_it_light_or_dark(string name)
    {
        var mail = await new AlertRenderer().RenderAsync(AlertRendererTests.Sample(name), CancellationToken.None);
        var page = await browser.ShowAsync(mail.Html, Phone);

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(Phone);
        await Axe.ShouldFindNothingAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = Microsoft.Playwright.ColorScheme.Dark });
        await Axe.ShouldFindNothingAsync(page);
        await page.CloseAsync();
    }

    private async Task<DeliveryReport> DeliverAsync(Alert alert)
    {
        var rendered = await new AlertRenderer().RenderAsync(alert, CancellationToken.None);
        return await _list.DeliverAsync(_list.Mailing(alert.Key) with
        {
            Edition = Alert.ListOf(alert.Rule),
            Subject = rendered.Subject,
            Content = new MailContent(rendered.Html, rendered.Text, DigestRenderer.UnsubscribeUrl),
        });
    }
}
