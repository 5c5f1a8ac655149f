using PbDecisionDay.Web.Site;

var builder = WebApplication.CreateBuilder(args);
builder.AddSite();

var app = builder.Build();
app.UseSite();
app.MapSite();
await app.RunAsync();
