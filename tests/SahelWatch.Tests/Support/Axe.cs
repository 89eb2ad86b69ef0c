using System.Text.Json;
using Microsoft.Playwright;

namespace SahelWatch.Tests.Support;

/// <summary>The accessibility checker axe, run in a page.</summary>
internal static class Axe
{
    public static async Task ShouldFindNothingAsync(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(await NodePackages.FolderAsync(), "node_modules/axe-core/axe.min.js")));
        var found = await page.EvaluateAsync<JsonElement>(
            "async () => { const r = await axe.run(); return { passes: r.passes.length, violations: r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' ')) }; }");

        found.GetProperty("violations").EnumerateArray().Select(v => v.GetString()).ShouldBeEmpty();
        found.GetProperty("passes").GetInt32().ShouldBeGreaterThan(10); // it did look
    }
}
