// One account: what SahelWatch keeps, the application's package, its queues, and the host's own timer locks. No keys, no public blobs.
param location string
param tags object
param token string
@description('Whether the account answers on the public network. Whoever asks needs a role either way.')
param public bool

// As src/SahelWatch.Functions/Queues.cs names them.
var queues = ['sahelwatch-polls', 'sahelwatch-polls-poison', 'sahelwatch-grouping', 'sahelwatch-grouping-poison']

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
    publicNetworkAccess: public ? 'Enabled' : 'Disabled'
    networkAcls: {
      defaultAction: public ? 'Allow' : 'Deny'
      bypass: 'None'
    }
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

  resource queueService 'queueServices' = {
    name: 'default'

    resource queue 'queues' = [
      for name in queues: {
        name: name
      }
    ]
  }
}

output name string = account.name
output blobUri string = account.properties.primaryEndpoints.blob
output packageContainer string = account::blobs::package.name
output dataContainer string = account::blobs::data.name
