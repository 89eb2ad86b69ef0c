using SahelWatch.Digests.Rendering;
using SahelWatch.Web.Layout;
using SahelWatch.Web.Subscriptions;

namespace SahelWatch.Tests.Web;

/// <summary>The sign-up form.</summary>
public sealed class AskPageTests
{
    [Theory]
    [InlineData("en", "No edition is open")]
    [InlineData("fr", "Aucune édition")]
    [InlineData("ar", "لا توجد هنا نشرة")]
    public async Task Where_no_edition_is_open_to_subscribers_nobody_is_asked_to_choose_one(string language, string said)
    {
        var visit = new Visit(language, Chosen: false, "./", [], new DateTimeOffset(2026, 11, 22, 6, 0, 0, TimeSpan.Zero));

        var html = await new RazorHtml().RenderAsync<AskPage>(new() { ["Visit"] = visit, ["View"] = new AskView([], [], null, null) }, CancellationToken.None);

        html.ShouldContain(said);
        html.ShouldNotContain("<fieldset");
        html.ShouldContain("value=\"manage\"");
    }
}
