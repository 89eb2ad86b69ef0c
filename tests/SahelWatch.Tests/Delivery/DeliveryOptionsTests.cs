using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using SahelWatch.Delivery;

namespace SahelWatch.Tests.Delivery;

public class DeliveryOptionsTests
{
    public static TheoryData<string, Action<DeliveryOptions>> Faults() => new()
    {
        { "Delivery:From", o => o.From = "amadou.müller@example.org" },
        { "Delivery:PublicUrl", o => o.PublicUrl = new Uri("http://sahelwatch.example/") },
        { "Delivery:Lease", o => (o.Mailer, o.Lease) = (MailerKind.Smtp, TimeSpan.FromMinutes(1)) },
        { "Smtp:OAuth", o => o.Smtp.OAuth.TokenUrl = new Uri("http://login.example/token") },
        { "Smtp:OAuth", o => (o.Smtp.OAuth.TokenUrl, o.Smtp.OAuth.ClientId) = (new Uri("https://login.example/token"), "client") }, // and no user
        { "Delivery:Dkim", o => (o.Dkim.Selector, o.Dkim.PrivateKey) = ("sw", "-----BEGIN PRIVATE KEY-----") },
        { "Delivery:Dkim", o => o.Dkim.PrivateKey = Pem() }, // and no selector
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_setting_that_would_lose_mail_is_named_when_the_program_starts(string setting, Action<DeliveryOptions> mistake)
    {
        var options = new DeliveryOptions();
        mistake(options);

        Problems(options).ShouldHaveSingleItem()
            .ShouldContain($"SahelWatch:{(setting.StartsWith("Delivery", StringComparison.Ordinal) ? "" : "Delivery:")}{setting}");
    }

    [Fact]
    public void Microsoft_365_with_a_signature_of_our_own_is_accepted()
    {
        var options = new DeliveryOptions
        {
            Mailer = MailerKind.Smtp,
            From = "digest@sahelwatch.example",
            PublicUrl = new Uri("https://sahelwatch.example/"),
            Smtp = { Host = "smtp.office365.com", User = "digest@sahelwatch.example", OAuth =
                { TokenUrl = new Uri("https://login.microsoftonline.com/tenant/oauth2/v2.0/token"), ClientId = "client", ClientSecret = "secret" } },
            Dkim = { Selector = "sw", PrivateKey = Pem() },
        };

        Problems(options).ShouldBeEmpty();
    }

    private static string Pem()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static List<string> Problems(DeliveryOptions options) => [.. options.Validate(new ValidationContext(options)).Select(r => r.ErrorMessage!)];
}
