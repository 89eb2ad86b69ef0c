using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SahelWatch.Functions;

namespace SahelWatch.Tests.Shells;

public class InvocationTests
{
    [Theory]
    [InlineData("""{"Data":{"x":"\"hello\""}}""", "\"hello\"")]
    [InlineData("""{"Data":{"x":"\"{\\\"a\\\":1}\""}}""", "\"{\\\"a\\\":1}\"")]
    [InlineData("""{"Data":{"x":"5"}}""", "5")]
    [InlineData("""{"Data":{"x":"true"}}""", "true")]
    [InlineData("""{"Data":{"x":"null"}}""", "null")]
    [InlineData("""{"Data":{"x":"[1,2]"}}""", "[1,2]")]
    [InlineData("""{"Data":{"x":{"a":1}}}""", """{"a":1}""")]
    [InlineData("""{"Data":{"x":"2026-11-22T09:07:00Z"}}""", "\"2026-11-22T09:07:00Z\"")]
    public async Task Values_that_the_host_encodes_twice_come_out_as_they_went_in(string body, string value) =>
        (await ReadAsync(body)).Data("x").GetRawText().ShouldBe(value);

    [Fact]
    public async Task What_is_not_sent_is_undefined() =>
        (await ReadAsync("""{"Metadata":{}}""")).Data("x").ValueKind.ShouldBe(JsonValueKind.Undefined);

    [Theory]
    [InlineData("""{"Data":{"timer":{"IsPastDue":true}}}""", true)]
    [InlineData("""{"Data":{"timer":{"ScheduleStatus":null,"IsPastDue":false}}}""", false)]
    [InlineData("""{"Data":{}}""", false)]
    [InlineData("""{}""", false)]
    public async Task A_timer_says_whether_it_is_late(string body, bool late) => (await ReadAsync(body)).IsPastDue("timer").ShouldBe(late);

    [Fact]
    public async Task Metadata_is_read_alike() =>
        (await ReadAsync("""{"Metadata":{"DequeueCount":"1","Id":"\"abc\""}}""")).Metadata("Id").GetString().ShouldBe("abc");

    private static Task<Invocation> ReadAsync(string body)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return Invocation.ReadAsync(context.Request, CancellationToken.None);
    }
}
