using System.ComponentModel.DataAnnotations;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PbDecisionDay.Storage;

/// <summary>The check of settings at the start, in the settings' own sentences, and what of a start's failures is a wrong setting.</summary>
public static class SettingsCheck
{
    // Who says that a setting cannot be read: it has no exception type of its own.
    private static readonly string[] Readers =
    [
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.Logging",
        "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http",
    ];

    /// <summary>
    /// Checks settings by their annotations and their <see cref="IValidatableObject"/> at the start. A failure is the
    /// annotation's own sentence, without the names of types around it.
    /// </summary>
    public static OptionsBuilder<TOptions> ValidateSettings<TOptions>(this OptionsBuilder<TOptions> options)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Services.AddSingleton<IValidateOptions<TOptions>>(new Annotations<TOptions>());
        return options.ValidateOnStart();
    }

    /// <summary>Checks at the start that a setting which names a folder, if it names any, does not name a file or a place in one.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="folder">The folder; a relative path starts at the content root.</param>
    /// <param name="setting">The name of the setting, to begin a sentence.</param>
    internal static OptionsBuilder<TOptions> ValidateFolder<TOptions>(this OptionsBuilder<TOptions> options, Func<TOptions, string?> folder, string setting)
        where TOptions : class =>
        options.Validate<IHostEnvironment>(
            (read, environment) => string.IsNullOrEmpty(folder(read)) || !IsInFile(Path.GetFullPath(Path.Combine(environment.ContentRootPath, folder(read)!))),
            $"{setting} is a file, or lies in one; name a folder.");

    private static bool IsInFile(string path)
    {
        for (string? at = path; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.TrimEndingDirectorySeparator(at))) return true;
        return false;
    }

    /// <summary>What is wrong with the settings, a sentence a line; null where the failure is another.</summary>
    internal static string? Sentences(Exception reason) => reason switch
    {
        OptionsValidationException wrong => string.Join(Environment.NewLine, wrong.Failures.Distinct(StringComparer.Ordinal)),
        AggregateException several when several.InnerExceptions.All(one => Sentences(one) is not null) =>
            string.Join(Environment.NewLine, several.InnerExceptions.Select(Sentences)),
        // A settings file that is no JSON: thrown by way of the base library, so that it does not say who read it.
        InvalidDataException { InnerException: FormatException } => reason.Message.ReplaceLineEndings(" "),
        InvalidOperationException or FormatException when IsFromReading(reason) => reason.Message.ReplaceLineEndings(" "),
        _ => null,
    };

    /// <summary>Whether a file that a setting names is not there, or is no key or certificate.</summary>
    internal static bool IsFileThatIsNone(Exception reason) =>
        reason is FileNotFoundException or DirectoryNotFoundException or CryptographicException;

    /// <summary>Whether an address to listen at is another process's at this moment, or not this machine's yet.</summary>
    internal static bool IsTakenAddress(Exception reason) =>
        reason is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable }
        || (reason.InnerException is { } inner && IsTakenAddress(inner));

    private static bool IsFromReading(Exception reason) =>
        reason.Source is { } source && Readers.Any(reader => source.StartsWith(reader, StringComparison.Ordinal));

    private sealed class Annotations<TOptions> : IValidateOptions<TOptions>
        where TOptions : class
    {
        public ValidateOptionsResult Validate(string? name, TOptions options)
        {
            var wrong = new List<ValidationResult>();
            return Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(wrong.Select(one => one.ErrorMessage ?? $"{typeof(TOptions).Name} is wrong."));
        }
    }
}
