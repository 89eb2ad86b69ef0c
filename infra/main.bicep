targetScope = 'subscription'

@description('Names the deployment; azd asks for it. Part of the resource group\'s name.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('An Azure region that offers Flex Consumption.')
param location string

@description('Who is told by mail when functions fail; empty for no alert.')
param operatorEmail string = ''

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

@description('Further application settings by name, such as SahelWatch__Feeds__ContactUrl; local.settings.sample.json lists them all.')
param settings object = {}

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-sahelwatch-${environmentName}'
  location: location
  tags: tags
}

module storage 'storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
  }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    operatorEmail: operatorEmail
  }
}

module email 'email.bicep' = if (useCommunicationServices) {
  name: 'email'
  scope: group
  params: {
    tags: tags
    token: token
    dataLocation: emailDataLocation
  }
}

module secrets 'secrets.bicep' = {
  name: 'secrets'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    smtpPassword: useCommunicationServices ? '' : smtpPassword
  }
}

module functions 'functions.bicep' = {
  name: 'functions'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    storageName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    dataContainer: storage.outputs.dataContainer
    insightsConnection: monitoring.outputs.connectionString
    mail: useCommunicationServices
      ? {
          SahelWatch__Delivery__Mailer: 'Acs'
          SahelWatch__Delivery__From: email!.outputs.from
          SahelWatch__Delivery__Acs__Endpoint: email!.outputs.endpoint
        }
      : {
          SahelWatch__Delivery__Mailer: 'Smtp'
          SahelWatch__Delivery__From: smtpFrom
          SahelWatch__Delivery__Smtp__Host: smtpHost
          SahelWatch__Delivery__Smtp__User: smtpUser
          SahelWatch__Delivery__Smtp__Password: empty(smtpPassword) ? '' : secrets.outputs.smtpPasswordReference
        }
    settings: settings
  }
}

module roles 'roles.bicep' = {
  name: 'roles'
  scope: group
  params: {
    principalId: functions.outputs.principalId
    storageName: storage.outputs.name
    insightsName: monitoring.outputs.insightsName
    vaultName: secrets.outputs.vaultName
    communicationName: useCommunicationServices ? email!.outputs.communicationName : ''
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output FUNCTION_APP_NAME string = functions.outputs.name
output PUBLIC_URL string = functions.outputs.url
