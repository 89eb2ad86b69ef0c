// Where the host logs every invocation, and who is told when one fails.
param location string
param tags object
param token string
param operatorEmail string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: 'log-sahelwatch-${token}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    // A fault that logs without end must not cost without end. A normal day is a few megabytes.
    workspaceCapping: { dailyQuotaGb: 1 }
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

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(operatorEmail)) {
  name: 'ag-sahelwatch-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'sahelwatch'
    enabled: true
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: operatorEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

// Three in an hour: a single failure is repeated by the next timer and needs nobody.
resource failing 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = if (!empty(operatorEmail)) {
  name: 'alert-sahelwatch-failing-${token}'
  location: location
  tags: tags
  properties: {
    displayName: 'SahelWatch: functions fail'
    severity: 2
    enabled: true
    scopes: [insights.id]
    evaluationFrequency: 'PT1H'
    windowSize: 'PT1H'
    criteria: {
      allOf: [
        {
          query: 'requests | where success == false'
          timeAggregation: 'Count'
          operator: 'GreaterThanOrEqual'
          threshold: 3
        }
      ]
    }
    autoMitigate: true
    actions: { actionGroups: [operators.id] }
  }
}

// Silence is a failure too: no poll succeeded for two hours.
resource silent 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = if (!empty(operatorEmail)) {
  name: 'alert-sahelwatch-silent-${token}'
  location: location
  tags: tags
  properties: {
    displayName: 'SahelWatch: no poll for two hours'
    severity: 1
    enabled: true
    scopes: [insights.id]
    evaluationFrequency: 'PT1H'
    windowSize: 'PT2H'
    criteria: {
      allOf: [
        {
          query: 'requests | where name == "PollFeeds" and success == true | summarize polls = count()'
          timeAggregation: 'Total'
          metricMeasureColumn: 'polls'
          operator: 'LessThan'
          threshold: 1
        }
      ]
    }
    autoMitigate: true
    actions: { actionGroups: [operators.id] }
  }
}

output insightsName string = insights.name
output connectionString string = insights.properties.ConnectionString
