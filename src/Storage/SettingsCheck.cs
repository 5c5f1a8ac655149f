using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
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
