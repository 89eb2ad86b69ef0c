using FsCheck;
using FsCheck.Fluent;
using SahelWatch.Feeds.Addresses;

namespace SahelWatch.Tests.Feeds.Addresses;

public class CanonicalUrlTests
{
    private const string Article = "https://outlet.example/2026/11/market";

    [Theory]
    [InlineData("http://outlet.example/2026/11/market")]
    [InlineData("https://www.outlet.example/2026/11/market/")]
    [InlineData("https://m.outlet.example/2026/11/market")]
    [InlineData("https://amp.outlet.example/2026/11/market")]
    [InlineData("https://OUTLET.example:443/2026//11/market#comments")]
    [InlineData("https://outlet.example/2026/11/market?utm_source=rss&utm_medium=feed&utm_campaign=x")]
    [InlineData("https://outlet.example/2026/11/market?xtor=RSS-3208&fbclid=abc&at_medium=RSS&maca=fr-rss")]
    [InlineData("https://outlet.example/2026/11/market?source=rss&ref=twitter")]
    [InlineData("https://outlet.example/2026/11/market/amp/")]
    [InlineData("https://outlet.example/amp/2026/11/market")]
    [InlineData("https://outlet.example/2026/11/market.amp.html")]
    [InlineData("https://outlet.example/2026/11/market?amp=1")]
    [InlineData("https://outlet.example/2026/11/market/index.html")]
    [InlineData("https://outlet.example/2026/11/market;jsessionid=1A2B")]
    [InlineData("https://www-outlet-example.cdn.ampproject.org/c/s/www.outlet.example/2026/11/market/amp/?usqp=mq331")]
    [InlineData("https://www.google.com/amp/s/outlet.example/2026/11/market/amp")]
    [InlineData("https://www.google.com/url?rct=j&url=https://outlet.example/2026/11/market%3Futm_source%3Dx&ct=ga")]
    [InlineData("http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2foutlet.example%2f2026%2f11%2fmarket&c=1")]
    [InlineData("https://news.google.com/rss/articles/CBMiJWh0dHBzOi8vb3V0bGV0LmV4YW1wbGUvMjAyNi8xMS9tYXJrZXTSAQA?oc=5")]
    [InlineData("https://outlet.example/2026/11/market?share=whatsapp")]
    [InlineData("https://user:secret@outlet.example/2026/11/market")]
    [InlineData("https://outlet.example./2026/11/market")]
    public void All_addresses_of_an_article_have_one_canonical_form(string url) => CanonicalUrl.Of(new Uri(url)).ShouldBe(Article);

    [Theory]
    [InlineData("https://outlet.example/?p=123", "https://outlet.example/?p=124")]
    [InlineData("https://outlet.example/article.php?ref=123", "https://outlet.example/article.php?ref=124")]
    [InlineData("https://outlet.example/a", "https://outlet.example/A")]
    [InlineData("https://outlet.example/a", "https://other.example/a")]
    [InlineData("https://m.org/a", "https://org.example/a")]
    [InlineData("https://outlet.example/#!/a", "https://outlet.example/#!/b")]
    [InlineData("https://outlet.example/camp", "https://outlet.example/c")]
    [InlineData("https://outlet.example/a?page=2", "https://outlet.example/a")]
    [InlineData("https://outlet.example/a.php?m=1", "https://outlet.example/a.php")]
    [InlineData("https://outlet.example/a.html?m=2", "https://outlet.example/a.html")]
    [InlineData("https://outlet.example:8443/a", "https://outlet.example/a")]
    [InlineData("https://fr.outlet.example/a", "https://outlet.example/a")]
    [InlineData("https://news.google.com/rss/articles/CBMiAAAA", "https://news.google.com/rss/articles/CBMiBBBB")]
    public void Different_articles_have_different_canonical_addresses(string one, string other) => CanonicalUrl.Of(new Uri(one)).ShouldNotBe(CanonicalUrl.Of(new Uri(other)));

    [Theory]
    [InlineData("https://outlet.example/%d9%85%d8%a7%d9%84%d9%8a", "https://outlet.example/مالي")]
    [InlineData("https://outlet.example/a?b=2&a=1", "https://outlet.example/a?a=1&b=2")]
    [InlineData("https://bücher.example/a", "https://xn--bcher-kva.example/a")]
    [InlineData("https://x.blogspot.example/2026/11/a.html?m=1", "https://x.blogspot.example/2026/11/a.html")]
    public void Different_spellings_of_an_address_have_one_canonical_form(string one, string other) => CanonicalUrl.Of(new Uri(one)).ShouldBe(CanonicalUrl.Of(new Uri(other)));

    [Theory]
    [InlineData("https://www.outlet.example/amp/a//b/amp/index.html?utm_x=1&z=%e9&p=1#!x")]
    [InlineData("http://www.m.outlet.example/")]
    [InlineData("https://www.google.com/url?q=https://www.google.com/url?q=https://outlet.example/a")]
    public void A_canonical_address_is_returned_unchanged(string url)
    {
        var once = CanonicalUrl.Of(new Uri(url));
        CanonicalUrl.Of(new Uri(once)).ShouldBe(once);
    }

    [Fact]
    public void An_address_that_is_not_http_or_https_is_returned_unchanged() => CanonicalUrl.Of(new Uri("tag:outlet.example,2026:1")).ShouldBe("tag:outlet.example,2026:1");

    /// <summary>Addresses of typical components.</summary>
    private static readonly Gen<string> Addresses =
        from scheme in Gen.Elements("https://", "http://", "HTTPS://", "ftp://")
        from host in Some(3, "outlet", ".example", "www.", "m.", "amp.", "a", "b.c", "www2.", "xn--bcher-kva", "A", "é")
        from port in Gen.Elements("", "", "", ":8080")
        from path in Some(4, "/", "/2026", "/a-b_c.html", "/amp", ".amp.html", "/index.html", "~", ",", "+", "A", "//", "é", ";jsessionid=1")
        from query in Some(4, "p=1", "&", "b=2", "a", "=", "utm_source=rss", "amp=1", ";", ":", "/", ".", "+", "%2f", "#!x")
        select $"{scheme}{host}{port}/{path}?{query}";

    private static Gen<string> Some(int most, params string[] parts) => Gen.Elements(parts).ListOf().Select(p => string.Concat(p.Take(most)));

    [Fact]
    public void The_canonical_form_of_any_canonical_address_is_itself() =>
        Prop.ForAll(
            Addresses.ToArbitrary(), address => !Uri.TryCreate(address, UriKind.Absolute, out var url)
                || CanonicalUrl.Of(url) is var canonical && CanonicalUrl.Of(new Uri(canonical)) == canonical)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Theory]
    [InlineData("https://out\uFFFDlet.example/2026/", "https://out\uFFFDlet.example/2026")]
    [InlineData("https://OUT\uFFFDLET.example/url?q=https://a.example/", "https://out\uFFFDlet.example/url?q=https://a.example/")]
    public void An_invalid_host_name_is_kept_as_written(string url, string canonical) =>
        CanonicalUrl.Of(new Uri(url)).ShouldBe(canonical);
}
