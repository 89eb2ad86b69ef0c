using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SahelWatch.Digests;
using SahelWatch.Tests.Digests;
using SahelWatch.Tests.Support;
using SahelWatch.Tests.Support.Worker;

namespace SahelWatch.Tests.Shells;

/// <summary>The pages behind the Functions host and on one's own server: the same bytes, whatever is asked for.</summary>
[Collection(OnePublishedWorker.Name)]
public sealed class WorkerPagesTests(PublishedWorker published) : IDisposable
{
    private const int Parallel = 100;
    private const int Large = 100_000;

    private readonly TemporaryFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Every_page_and_every_odd_request_is_answered_alike_and_no_oddity_shows_a_stack_or_changes_anything()
    {
        var data = Prepare();
        await using var host = await WorkerHost.StartAsync(published.Folder, _work.Path, Settings(data));
        await using var server = await ServerProcess.StartAsync(_work, Settings(data));
        await server.SaysAsync("Watching");
        var before = Files(data);

        foreach (var ask in Asks)
        {
            var behindHost = await AnswerAsync(await host.SendAsync("ZzPages", ask.Request(), new() { ["path"] = ask.Path.TrimStart('/') }));
            var byItself = await AnswerAsync(await server.Http.SendAsync(ask.Request()));

            behindHost.ShouldBe(byItself, ask.ToString());
            behindHost.Status.ShouldBe(ask.Status, ask.ToString() + behindHost);
            behindHost.Body.ShouldNotContain("   at ", Case.Sensitive, ask.ToString());
        }

        Files(data).ShouldBe(before, ignoreOrder: true);
        host.Errors.ShouldBeEmpty();
        host.Logs.Where(l => l.Exception is not null).Select(l => l.Exception.Message).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_digest_is_shown_and_fetched_again_only_when_it_has_changed()
    {
        var data = Prepare();
        await using var host = await WorkerHost.StartAsync(published.Folder, _work.Path, Settings(data));

        using var first = await host.SendAsync("ZzPages", new HttpRequestMessage(HttpMethod.Get, "/digests/daily/2026-11-22"));
        var again = new HttpRequestMessage(HttpMethod.Get, "/digests/daily/2026-11-22");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await host.SendAsync("ZzPages", again);

        (await first.Content.ReadAsStringAsync()).ShouldContain("Odd and even plates");
        first.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        first.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromMinutes(5));
        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_hundred_requests_at_once_are_all_answered()
    {
        await using var host = await WorkerHost.StartAsync(published.Folder, _work.Path, Settings(Prepare()));

        var answers = await Task.WhenAll(Enumerable.Range(0, Parallel).Select(i =>
            host.SendAsync("ZzPages", new HttpRequestMessage(HttpMethod.Get, i % 2 == 0 ? "/digests/daily/2026-11-22" : "/subscriptions?lang=ar"))));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task The_operators_pages_are_reached_through_their_own_functions_only()
    {
        await using var host = await WorkerHost.StartAsync(published.Folder, _work.Path, Settings(Prepare()));

        foreach (var path in new[] { "/status", "/Status", "/status/", "/%73tatus", "/x/../status" })
            (await host.SendAsync("ZzPages", new HttpRequestMessage(HttpMethod.Get, path))).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        (await host.SendAsync("ZzPages", new HttpRequestMessage(HttpMethod.Post, "/operations/prune"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await host.SendAsync("Status", new HttpRequestMessage(HttpMethod.Get, "/status"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var pruned = await host.SendAsync("Operations", new HttpRequestMessage(HttpMethod.Post, "/operations/prune"), new() { ["stage"] = "prune" });
        (await pruned.Content.ReadAsStringAsync()).ShouldStartWith("Deleted 0 articles");
    }

    private static IReadOnlyList<Ask> Asks { get; } =
    [
        new("GET", "/", 200),
        new("GET", "/?lang=ar", 200),
        new("GET", "/digests", 200),
        new("GET", "/digests?edition=nobody", 404),
        new("GET", "/stories/0123456789abcdef", 404),
        new("GET", "/search?q=Djibo&place=Kaya&from=x", 200),
        new("GET", "/map?days=7&theme=security", 200),
        new("GET", "/places/ml.gao?lang=fr", 200),
        new("GET", "/places/nowhere", 404),
        new("GET", "/weeks/2020-05", 200),
        new("GET", "/weeks/last", 404),
        new("GET", "/sources", 200),
        new("GET", "/digests/daily/2026-11-22", 200),
        new("HEAD", "/digests/daily/2026-11-22", 200),
        new("GET", "/digests/daily/2026-11-21", 404),
        new("GET", "/digests/daily/..%2f..%2ffeeds", 404),
        new("GET", "/digests/../../etc/passwd", 404),
        new("DELETE", "/digests/daily/2026-11-22", 405),
        new("GET", "/subscriptions", 200),
        new("GET", "/subscriptions?lang=fr", 200),
        new("GET", "/subscriptions?lang=ar", 200),
        new("GET", "/subscriptions/confirm?t=forged", 400),
        new("POST", "/subscriptions/unsubscribe?t=forged", 400, "List-Unsubscribe=One-Click"),
        new("POST", "/subscriptions", 400, "address=nobody"),
        new("POST", "/subscriptions", 400, "address=nobody", "application/x-www-form-urlencoded; charset=utf-7"),
        new("POST", "/subscriptions", 400, "address=nobody", "application/x-www-form-urlencoded; charset=no-such"),
        new("POST", "/subscriptions", 400, "--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x"),
        new("POST", "/subscriptions", 400, "{}", "application/json"),
        new("POST", "/subscriptions", 400, new string('a', 20_000), Chunked: true),
        new("POST", "/subscriptions", 400, new string('a', 2_000_000)),
        new("PUT", "/subscriptions", 405, "x"),
        new("OPTIONS", "/subscriptions", 405),
        new("BREW", "/", 405),
        new("GET", "/no/such/page", 404),
        new("POST", "/PollFeeds", 404, "{}", "text/plain"),
        new("GET", "/%ff%fe", 404),
    ];

    private static Dictionary<string, string> Settings(string data) => new()
    {
        ["SahelWatch__Storage__Folder"] = data,
        ["SahelWatch__FeedList"] = Path.Combine(data, "none.opml"),
        ["SahelWatch__Editions"] = Path.Combine(data, "editions.yaml"),
    };

    private string Prepare()
    {
        var data = Directory.CreateDirectory(Path.Combine(_work.Path, "data")).FullName;
        File.WriteAllText(
            Path.Combine(data, "none.opml"), """<opml version="2.0"><head/><body><outline text="Nobody" xmlUrl="http://127.0.0.1:9/feed"/></body></opml>""");
        File.WriteAllText(Path.Combine(data, "editions.yaml"), "editions:\n- id: daily\n  title: Sahel daily\n  readers: [subscribers]\n");
        // Due just now, so that the schedule of the server has no other to add while its pages are compared.
        var digest = SampleDigests.Of("english") with { Edition = "daily", Key = "2026-11-22", DueAt = TimeProvider.System.GetUtcNow() };
        File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(data, "digests", "daily")).FullName, "2026-11-22.json"), DigestJson.Write(digest));
        return data;
    }

    /// <summary>Readers and their deliveries: what a page could change. The server's own schedule goes on meanwhile and writes the rest.</summary>
    private static List<string> Files(string data) =>
        [.. Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(data, f))
            .Where(f => f.StartsWith("readers", StringComparison.Ordinal) || f.StartsWith("mail", StringComparison.Ordinal))];

    private static async Task<Answer> AnswerAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var headers = response.Headers.Concat(response.Content.Headers).Where(h => h.Key is not ("Date" or "Transfer-Encoding" or "Age" or "Connection"))
                .OrderBy(h => h.Key, StringComparer.Ordinal);
            return new Answer((int)response.StatusCode, string.Join('\n', headers.Select(h => $"{h.Key}: {string.Join(", ", h.Value)}")),
                await response.Content.ReadAsStringAsync());
        }
    }

    private sealed record Answer(int Status, string Headers, string Body);

    private sealed record Ask(
        string Method, string Path, int Status, string? Body = null, string Type = "application/x-www-form-urlencoded", bool Chunked = false)
    {
        public HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(new HttpMethod(Method), new Uri(Path, UriKind.Relative));
            if (Body is not null)
            {
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(Type);
            }

            request.Headers.TransferEncodingChunked = Chunked ? true : null;
            request.Headers.ExpectContinue = Body?.Length > Large ? true : null; // or the server may close while we still send, and we would not see its answer
            return request;
        }

        public override string ToString() => $"{Method} {Path} {Type} {Body?[..Math.Min(Body.Length, 40)]}\n";
    }
}
