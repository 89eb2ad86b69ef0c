using Microsoft.Playwright;

namespace SahelWatch.Tests.Support;

/// <summary>The Chromium of the machine, for what only a browser can tell. One for a test class; skipped where there is none, except in CI.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Executable() is not { } chromium)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A page that shows the HTML and can reach no network: a request is a failure.</summary>
    /// <param name="width">In CSS pixels.</param>
    internal async Task<IPage> ShowAsync(string html, int width, bool dark = false)
    {
        Skip.If(_browser is null && Environment.GetEnvironmentVariable("CI") != "true", "Chromium is not installed: apt-get install chromium.");
        var page = await _browser!.NewPageAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            BypassCSP = true,
        });
        await page.RouteAsync("**/*", route => throw new InvalidOperationException("The page asked for " + route.Request.Url));
        await page.SetContentAsync(html);
        return page;
    }

    /// <summary>A page as a reader's browser opens it, its security policy in force, and what the browser complained of.</summary>
    internal async Task<(IPage Page, IReadOnlyList<string> Complaints)> VisitAsync(Uri address)
    {
        Skip.If(_browser is null && Environment.GetEnvironmentVariable("CI") != "true", "Chromium is not installed: apt-get install chromium.");
        var complaints = new List<string>();
        var page = await _browser!.NewPageAsync();
        page.Console += (_, message) => complaints.Add(message.Text);
        page.RequestFailed += (_, request) => complaints.Add($"{request.Url}: {request.Failure}");
        await page.GotoAsync(address.AbsoluteUri);
        return (page, complaints);
    }

    private static string? Executable() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
}
