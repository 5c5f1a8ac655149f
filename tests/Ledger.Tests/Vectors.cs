using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PbDecisionDay.Ledger.Tests;

/// <summary>The repository's published examples, docs/vectors.json.</summary>
internal static class Vectors
{
    public static readonly string Root = System.IO.Path.GetFullPath(System.IO.Path.Combine(Here(), "..", ".."));

    public static readonly string Path = System.IO.Path.Combine(Root, "docs", "vectors.json");

    public static readonly JsonElement All = JsonDocument.Parse(File.ReadAllText(Path)).RootElement;

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static byte[] Bytes(this JsonElement element, string name) => element.GetProperty(name).GetBytesFromBase64();

    public static Digest Digest(this JsonElement element, string name) => new(element.Bytes(name));

    public static Digest[] Digests(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(one => new Digest(one.GetBytesFromBase64()))];

    private static string Here([CallerFilePath] string file = "") => System.IO.Path.GetDirectoryName(file)!;
}
