using System.Reflection;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace PbDecisionDay.Web.Site;

/// <summary>An empty field of a form is an empty text wherever the code says that a text is always there; the framework would make it <c>null</c>.</summary>
internal sealed class EmptyTexts : IDisplayMetadataProvider
{
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context)
    {
        if (context.Key.ModelType != typeof(string)) return;
        // Asked anew each time: the context is not safe for callers side by side, and each property is asked for once.
        var nullability = new NullabilityInfoContext();
        var written = context.Key.PropertyInfo is { } property ? nullability.Create(property).WriteState
            : context.Key.ParameterInfo is { } parameter ? nullability.Create(parameter).WriteState
            : NullabilityState.Unknown;
        if (written == NullabilityState.NotNull) context.DisplayMetadata.ConvertEmptyStringToNull = false;
    }
}
