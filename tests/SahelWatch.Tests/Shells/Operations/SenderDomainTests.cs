using SahelWatch.Cli.Operations.Doctor;

namespace SahelWatch.Tests.Shells.Operations;

public class SenderDomainTests
{
    [Fact]
    public async Task A_domain_with_all_three_records_is_fine()
    {
        var findings = await CheckAsync(
            ("news.example", "v=spf1 include:mail.example -all"), ("_dmarc.news.example", "v=DMARC1; p=none"),
                ("s1._domainkey.news.example", "v=DKIM1; k=rsa; p=MIIB"));

        findings.ShouldAllBe(f => f.IsFine);
        findings.Select(f => f.Subject).ShouldBe(["SPF", "DMARC", "DKIM"]);
    }

    [Fact]
    public async Task A_domain_without_records_is_told_what_to_publish_and_where()
    {
        var findings = await CheckAsync(("news.example", "google-site-verification=x"));

        findings.Select(f => f.IsFine).ShouldBe([false, false, false]);
        findings[0].Remedy!.ShouldContain("TXT record at news.example");
        findings[1].Remedy!.ShouldContain("_dmarc.news.example");
        findings[2].Observation.ShouldContain("s1._domainkey.news.example");
    }

    /// <summary>RFC 7208 4.5: more than one record is a permanent error.</summary>
    [Fact]
    public async Task Two_SPF_records_are_as_bad_as_none() =>
        (await CheckAsync(("news.example", "v=spf1 -all"), ("news.example", "v=spf1 include:mail.example -all")))[0].Remedy!.ShouldContain("Merge");

    [Fact]
    public async Task DKIM_is_not_asked_for_where_the_mail_provider_signs() =>
        (await new SenderDomain((_, _) => Task.FromResult<IReadOnlyList<string>>([])).CheckAsync("news.example", null, CancellationToken.None)).Count.ShouldBe(
            2);

    private static Task<IReadOnlyList<Finding>> CheckAsync(params (string Name, string Text)[] records) =>
        new SenderDomain((name, _) => Task.FromResult<IReadOnlyList<string>>([.. records.Where(r => r.Name == name).Select(r => r.Text)]))
            .CheckAsync("news.example", "s1", CancellationToken.None);
}
