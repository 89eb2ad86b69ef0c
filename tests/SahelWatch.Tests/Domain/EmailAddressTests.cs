using SahelWatch.Domain;

namespace SahelWatch.Tests.Domain;

public class EmailAddressTests
{
    [Theory]
    [InlineData("ali@example.org", "ali@example.org")]
    [InlineData("  ali+sahel@mail.example.org ", "ali+sahel@mail.example.org")]
    [InlineData("Ali.Diallo@EXAMPLE.org", "Ali.Diallo@example.org")]
    [InlineData("ali@exämple.org", "ali@xn--exmple-cua.org")]
    [InlineData("reader@localhost", "reader@localhost")]
    public void An_address_is_kept_as_written_except_for_its_domain(string text, string value)
    {
        EmailAddress.TryParse(text, out var address).ShouldBeTrue();
        address!.Value.ShouldBe(value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("ali")]
    [InlineData("@example.org")]
    [InlineData("ali@")]
    [InlineData("a b@example.org")]
    [InlineData("\"a b\"@example.org")]
    [InlineData("ali@example.org\r\nRCPT TO:<eve@example.org>")]
    [InlineData("ali@example.org>")]
    [InlineData("ali@example.org,eve@example.org")]
    [InlineData("ali..d@example.org")]
    [InlineData("علي@example.org")]
    [InlineData("ali@-example.org")]
    [InlineData("ali@[127.0.0.1]")]
    public void Text_that_could_smuggle_something_into_an_envelope_is_not_an_address(string? text)
    {
        EmailAddress.TryParse(text, out _).ShouldBeFalse();
    }

    [Fact]
    public void An_address_is_hidden_when_formatted()
    {
        $"{EmailAddress.Parse("ali@example.org")}".ShouldNotContain("ali");
    }
}
