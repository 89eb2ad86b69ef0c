targetScope = 'subscription'

metadata name = 'SahelWatch'
metadata description = 'SahelWatch on Azure Functions (Flex Consumption): storage, monitoring, mail, and an identity instead of keys.'

@description('Names the deployment; azd asks for it. Part of the resource group\'s name.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('An Azure region that offers Flex Consumption.')
@minLength(1)
@metadata({ azd: { type: 'location' } })
param location string

@description('Object id of who deploys: may read and write what SahelWatch keeps, so that the command line works on the deployment. Empty for nobody.')
param deployerId string = ''

@description('What the deployer is.')
@allowed(['User', 'Group', 'ServicePrincipal'])
param deployerType string = 'User'

@description('Who gets a mail when something fails or costs more than the budget; empty for no alerts and no budget.')
param operatorEmail string = ''

@description('US dollars (or the subscription\'s currency) a month at which the operator is told.')
@minValue(1)
param budget int = 5

@description('First day of the month in which the budget begins (yyyy-MM-01). Azure does not let it change later; azure.yaml remembers it. Empty for no budget.')
param budgetStart string = ''

@description('Memory of an instance. 512 is enough for thousands of feeds a shard.')
@allowed([512, 2048, 4096])
param instanceMemory int = 512

@description('Instances at most. Flex Consumption takes no fewer than 40 here; SahelWatch uses one a shard.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Keep storage off the public network: a virtual network with private endpoints. The command line then works from within it only.')
param vnetEnabled bool = false

@description('Mail through Azure Communication Services with a domain that Azure manages: true needs no further settings. False mails through the SMTP server below.')
param useCommunicationServices bool = true

@description('Where Azure Communication Services keeps data at rest.')
param emailDataLocation string = 'Europe'

@description('Sender of the digests when mailing through SMTP; the server must let us use it.')
param smtpFrom string = ''

@description('Host of the SMTP submission server (port 587, STARTTLS).')
param smtpHost string = ''

@description('User at the SMTP server; empty where it asks for none.')
param smtpUser string = ''

@description('Password at the SMTP server; kept in a key vault.')
@secure()
param smtpPassword string = ''

@description('Where readers reach the pages; empty for the address that Azure gives the app.')
param publicUrl string = ''

@description('Page about this installation, for the sites whose feeds are polled; part of the User-Agent.')
param contactUrl string = ''

@description('Shards that the feeds are dealt into. More than one polls by queue messages, on several instances.')
@minValue(1)
@maxValue(256)
param shards int = 1

@description('Further application settings by name; docs/settings.md lists them all.')
param settings object = {}

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var keepsPassword = !useCommunicationServices && !empty(smtpPassword)

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-sahelwatch-${environmentName}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  scope: group
  params: { location: location, tags: tags, token: token }
}

module network 'network.bicep' = if (vnetEnabled) {
  scope: group
  params: { location: location, tags: tags, token: token, storageName: storage.outputs.name }
}

module storage 'storage.bicep' = {
  scope: group
  params: { location: location, tags: tags, token: token, public: !vnetEnabled }
}

module monitoring 'monitoring.bicep' = {
  scope: group
  params: { location: location, tags: tags, token: token }
}

module alerts 'alerts.bicep' = if (!empty(operatorEmail)) {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    operatorEmail: operatorEmail
    insightsName: monitoring.outputs.insightsName
    budget: budget
    budgetStart: budgetStart
  }
}

module email 'email.bicep' = if (useCommunicationServices) {
  scope: group
  params: { tags: tags, token: token, dataLocation: emailDataLocation }
}

module vault 'vault.bicep' = if (keepsPassword) {
  scope: group
  params: { location: location, tags: tags, token: token, smtpPassword: smtpPassword }
}

module roles 'roles.bicep' = {
  scope: group
  params: {
    principalId: identity.outputs.principalId
    deployerId: deployerId
    deployerType: deployerType
    storageName: storage.outputs.name
    insightsName: monitoring.outputs.insightsName
    vaultName: keepsPassword ? vault!.outputs.name : ''
    communicationName: useCommunicationServices ? email!.outputs.communicationName : ''
  }
}

module functions 'functions.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    dataContainer: storage.outputs.dataContainer
    insightsName: monitoring.outputs.insightsName
    subnetId: vnetEnabled ? network!.outputs.appSubnetId : ''
    instanceMemory: instanceMemory
    maximumInstances: maximumInstances
    publicUrl: publicUrl
    settings: union(
      {
        SahelWatch__Shards: string(shards)
        SahelWatch__Feeds__ContactUrl: contactUrl
      },
      useCommunicationServices
        ? {
            SahelWatch__Delivery__Mailer: 'Acs'
            SahelWatch__Delivery__From: email!.outputs.from
            SahelWatch__Delivery__Acs__Endpoint: email!.outputs.endpoint
            SahelWatch__Delivery__PerMinute: string(email!.outputs.perMinute)
            SahelWatch__Delivery__PerHour: string(email!.outputs.perHour)
          }
        : {
            SahelWatch__Delivery__Mailer: 'Smtp'
            SahelWatch__Delivery__From: smtpFrom
            SahelWatch__Delivery__Smtp__Host: smtpHost
            SahelWatch__Delivery__Smtp__User: smtpUser
            SahelWatch__Delivery__Smtp__Password: keepsPassword ? vault!.outputs.reference : ''
          },
      settings
    )
  }
  // A reference to the vault is looked up when the app is made: its role must be there by then.
  dependsOn: [roles]
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = functions.outputs.name
output SAHELWATCH_PUBLIC_URL string = functions.outputs.publicUrl
// With these two as SahelWatch__Storage__AccountUri and __Container, and __Credential=AzureCli, the command line works on the deployment.
output SAHELWATCH_STORAGE_URI string = storage.outputs.blobUri
output SAHELWATCH_STORAGE_CONTAINER string = storage.outputs.dataContainer
output SAHELWATCH_MAIL_LIMITS string = useCommunicationServices
  ? '${email!.outputs.perMinute} mails a minute and ${email!.outputs.perHour} an hour, which is what a domain that Azure manages is allowed'
  : 'those of the SMTP server'
