using System.Text;

namespace PbDecisionDay.Web.Console;

/// <summary>A list that came as a file or was pasted. Spreadsheets save in Latin 1 where nobody chose UTF-8.</summary>
public static class UploadedText
{
    /// <summary>The file's text if there is a file, else the pasted text.</summary>
    public static async Task<string?> ReadAsync(IFormFile? file, string? pasted, CancellationToken cancellationToken)
    {
        if (file is null || file.Length == 0) return pasted;
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes.ToArray()).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes.ToArray());
        }
    }
}
