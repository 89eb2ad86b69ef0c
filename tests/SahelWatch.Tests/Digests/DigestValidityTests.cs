using Microsoft.Playwright;
using SahelWatch.Digests.Rendering;
using SahelWatch.Tests.Support;

namespace SahelWatch.Tests.Digests;

/// <summary>What a validator (html-validate) and an accessibility checker (axe) find in a digest's mail and page.</summary>
public class DigestValidityTests(Browser browser) : IClassFixture<Browser>
{
    public static TheoryData<string> Samples => [.. SampleDigests.Names];

    [SkippableFact]
    public async Task The_html_of_every_mail_and_page_is_valid()
    {
        string[] files = [.. SampleDigests.Names.SelectMany(n => new[] { $"{n}.html", $"{n}.page.html" }).Select(f => $"Digests/{f}").Select(Golden.PathOf)];

        await HtmlValidate.ShouldFindNothingAsync(files);
    }

    [SkippableTheory]
    [InlineData("arabic")]
    [InlineData("blind")]
    [InlineData("corrected")]
    public async Task Axe_finds_no_fault_in_a_mail_light_or_dark(string name)
    {
        var mail = await new DigestRenderer().RenderAsync(SampleDigests.Of(name), CancellationToken.None);
        var page = await browser.ShowAsync(mail.Html, 700);

        await Axe.ShouldFindNothingAsync(page);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Axe.ShouldFindNothingAsync(page);
        await page.CloseAsync();
    }

    [SkippableFact]
    public async Task Axe_finds_no_fault_in_a_digests_page()
    {
        var page = await browser.ShowAsync(await new DigestRenderer().RenderPageAsync(SampleDigests.Of("english"), CancellationToken.None), 700);

        await Axe.ShouldFindNothingAsync(page);
        await page.CloseAsync();
    }

    [SkippableTheory]
    [MemberData(nameof(Samples))]
    public async Task A_mail_fits_a_screen_of_360_pixels(string name)
    {
        var mail = await new DigestRenderer().RenderAsync(SampleDigests.Of(name), CancellationToken.None);
        var page = await browser.ShowAsync(mail.Html, 360);

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBe(360);
        (await page.EvaluateAsync<double>(
            "Math.min(...[...document.querySelectorAll('p, li, h1, h2, h3')].map(e => parseFloat(getComputedStyle(e).fontSize)))")).ShouldBeGreaterThanOrEqualTo(14);
        await page.CloseAsync();
    }
}
