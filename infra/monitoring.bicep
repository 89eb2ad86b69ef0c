// Where the host and the worker send logs, traces and metrics.
param location string
param tags object
param token string

// A fault that logs without end must not cost without end. A normal day is a few megabytes; the first five gigabytes a month are free.
var dailyGigabytes = '0.15'

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-sahelwatch-${token}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    workspaceCapping: { dailyQuotaGb: json(dailyGigabytes) }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-sahelwatch-${token}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

output insightsName string = insights.name
