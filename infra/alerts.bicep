// What the operator is told by mail. The queries read the metrics of src/SahelWatch/Upkeep/Telemetry.cs.
param location string
param tags object
param token string
param operatorEmail string
param insightsName string
param budget int
param budgetStart string

var alerts = [
  {
    name: 'polls'
    text: 'SahelWatch: no poll for an hour'
    severity: 1
    every: 'PT15M'
    over: 'PT1H'
    query: 'customMetrics | where name == "sahelwatch.runs" and tostring(customDimensions.stage) == "poll" and tostring(customDimensions.outcome) == "done"'
    operator: 'LessThan'
    threshold: 1
  }
  {
    // Digests are looked for every ten minutes: half an hour without one run that left nothing undone is a digest that is late.
    name: 'digests'
    text: 'SahelWatch: a digest is late by 30 minutes'
    severity: 1
    every: 'PT15M' // more often costs more
    over: 'PT30M'
    query: 'customMetrics | where name == "sahelwatch.runs" and tostring(customDimensions.stage) == "digest" and tostring(customDimensions.outcome) == "done"'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'poison'
    text: 'SahelWatch: a queue message was given up'
    severity: 2
    every: 'PT1H'
    over: 'PT1H'
    query: 'customMetrics | where name == "sahelwatch.messages.poisoned"'
    operator: 'GreaterThanOrEqual'
    threshold: 1
  }
  {
    // A single failure is made good by the next run and needs nobody.
    name: 'failures'
    text: 'SahelWatch: runs fail'
    severity: 2
    every: 'PT1H'
    over: 'PT1H'
    query: 'requests | where success == false'
    operator: 'GreaterThanOrEqual'
    threshold: 3
  }
]

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
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

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: 'alert-sahelwatch-${alert.name}-${token}'
    location: location
    tags: tags
    properties: {
      displayName: alert.text
      severity: alert.severity
      enabled: true
      scopes: [insights.id]
      evaluationFrequency: alert.every
      windowSize: alert.over
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: alert.operator
            threshold: alert.threshold
          }
        ]
      }
      autoMitigate: true
      actions: { actionGroups: [operators.id] }
    }
  }
]

resource spending 'Microsoft.Consumption/budgets@2023-11-01' = if (!empty(budgetStart)) {
  name: 'budget-sahelwatch-${token}'
  properties: {
    category: 'Cost'
    amount: budget
    timeGrain: 'Monthly'
    timePeriod: { startDate: budgetStart }
    notifications: {
      reached: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Actual'
        contactEmails: [operatorEmail]
      }
      foreseen: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: [operatorEmail]
      }
    }
  }
}
