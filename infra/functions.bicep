// The application on Flex Consumption, as an isolated worker, with an identity of its own instead of keys.
param location string
param tags object
param token string
param storageName string
param packageContainer string
param dataContainer string
param insightsConnection string
@description('Settings of the section SahelWatch:Delivery.')
param mail object
@description('Settings that the deployment adds or overrides.')
param settings object

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-sahelwatch-${token}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-sahelwatch-${token}'
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${storage.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: { type: 'SystemAssignedIdentity' }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: 40
      }
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(
      {
        AzureWebJobsStorage__accountName: storage.name
        AzureWebJobsStorage__credential: 'managedidentity'
        AzureWebJobsDisableHomepage: 'true'
        APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD'
        SahelWatch__Storage__AccountUri: storage.properties.primaryEndpoints.blob
        SahelWatch__Storage__Credential: 'ManagedIdentity'
        SahelWatch__Storage__Container: dataContainer
        SahelWatch__Delivery__PublicUrl: 'https://${site.properties.defaultHostName}/'
      },
      mail,
      settings
    )
  }
}

output name string = site.name
output url string = 'https://${site.properties.defaultHostName}/'
output principalId string = site.identity.principalId
