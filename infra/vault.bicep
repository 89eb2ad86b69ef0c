// Keeps what must not stand in an application setting: the setting refers to it.
param location string
param tags object
param token string
@secure()
param smtpPassword string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-${token}'
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
  }

  resource password 'secrets' = {
    name: 'smtp-password'
    properties: { value: smtpPassword }
  }
}

output name string = vault.name
output reference string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=${vault::password.name})'
