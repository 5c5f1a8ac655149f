using System.ComponentModel;
using System.Diagnostics;

namespace PbDecisionDay.Verifier.Tests;

/// <summary>Runs programs as a person would, and waits for their end.</summary>
internal static class Tools
{
    public static (int Exit, string Output, string Error) Pbdd(params string[] arguments) => Run("dotnet", [Path.Combine(AppContext.BaseDirectory, "pbdd.dll"), .. arguments]);

    public static (int Exit, string Output, string Error) Run(string program, string[] arguments, string? folder = null)
    {
        using Process process = Start(program, arguments, folder);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    public static Process Start(string program, string[] arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Fail($"{program} is not on the path. It is a prerequisite of this project: install it and run the tests again.");
            throw;
        }
    }
}

/// <summary>A folder of a test's own, gone at its end.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("pbdd-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public string Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
