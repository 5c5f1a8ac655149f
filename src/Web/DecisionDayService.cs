using PbDecisionDay.Silo;
using PbDecisionDay.Web.Audit;
using PbDecisionDay.Web.Cards;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Demo;
using PbDecisionDay.Web.Doors;
using PbDecisionDay.Web.Kiosk;
using PbDecisionDay.Web.Organisers;
using PbDecisionDay.Web.Outcomes;
using PbDecisionDay.Web.Papers;
using PbDecisionDay.Web.Presenting;
using PbDecisionDay.Web.Receipts;
using PbDecisionDay.Web.Screens;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Stalls;
using PbDecisionDay.Web.Statements;
using PbDecisionDay.Web.Stations;
using PbDecisionDay.Web.Voting;

namespace PbDecisionDay.Web;

/// <summary>The service with all its features, built and not yet started.</summary>
public static class DecisionDayService
{
    /// <summary>Builds it from the settings of files, environment and arguments.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddDecisionDaySilo();
        builder.AddSite();
        builder.Services.AddDays();
        builder.Services.AddStalls();
        builder.Services.AddVoting();
        builder.Services.AddReceipts();
        builder.Services.AddOrganisers();
        builder.Services.AddStations();
        builder.Services.AddPapers();
        builder.Services.AddScreens();
        builder.Services.AddPresenting();
        builder.Services.AddAudit();
        builder.Services.AddStatements();
        builder.Services.AddOutcomes();
        builder.AddDemo();

        var app = builder.Build();
        app.UseSite();
        app.MapSite();
        app.MapDays();
        app.MapStalls();
        app.MapVoting();
        app.MapReceipts();
        app.MapBundles();
        app.MapOrganisers();
        app.MapStations();
        app.MapCalls();
        app.MapDoors();
        app.MapKiosks();
        app.MapScreens();
        app.MapDemo();
        app.MapSurrenders();
        app.MapCardSheetStyle();
        return app;
    }
}
