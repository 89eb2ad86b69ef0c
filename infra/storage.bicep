// One account: what SahelWatch keeps, the application's package, and the host's own timer locks. No keys, no public blobs.
param location string
param tags object
param token string

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'stsahel${token}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled'
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      // A week to bring back what was deleted or overwritten by mistake.
      deleteRetentionPolicy: { enabled: true, days: 7 }
      containerDeleteRetentionPolicy: { enabled: true, days: 7 }
    }

    resource package 'containers' = { name: 'app-package' }
    resource data 'containers' = { name: 'sahelwatch' }
  }
}

output name string = account.name
output packageContainer string = account::blobs::package.name
output dataContainer string = account::blobs::data.name
