using System.Security.Cryptography;
using System.Text;

namespace SahelWatch.Web.Operations;

/// <summary>The secret for the operator's pages on your own server, sent in the same way as function keys on Azure.</summary>
public sealed class OperatorKey(string value)
{
    public const string Query = "code";
    public const string Header = "x-functions-key";

    private const int RandomBytes = 16;

    private readonly byte[] _value = Encoding.UTF8.GetBytes(value);

    /// <summary>A new random key, for servers without one in the settings.</summary>
    public static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));

    internal ValueTask<object?> AllowAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Opens(context.HttpContext.Request) ? next(context) : ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status401Unauthorized));

    private bool Opens(HttpRequest request)
    {
        var said = request.Headers[Header] is [{ Length: > 0 } header] ? header : request.Query[Query].ToString();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(said), _value);
    }
}
