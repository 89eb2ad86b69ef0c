// Azure Communication Services with a sender domain that Azure manages. Its limits suit a first run; a domain of one's own lifts them.
param tags object
param token string
param dataLocation string

resource mail 'Microsoft.Communication/emailServices@2023-04-01' = {
  name: 'mail-sahelwatch-${token}'
  location: 'global'
  tags: tags
  properties: { dataLocation: dataLocation }

  resource domain 'domains' = {
    name: 'AzureManagedDomain'
    location: 'global'
    properties: {
      domainManagement: 'AzureManaged'
      userEngagementTracking: 'Disabled'
    }
  }
}

resource communication 'Microsoft.Communication/communicationServices@2023-04-01' = {
  name: 'acs-sahelwatch-${token}'
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    linkedDomains: [mail::domain.id]
  }
}

output communicationName string = communication.name
output endpoint string = 'https://${communication.properties.hostName}'
output from string = 'DoNotReply@${mail::domain.properties.fromSenderDomain}'
// What Azure allows a domain that it manages (Microsoft Learn, "Service limits for Azure Communication Services").
output perMinute int = 5
output perHour int = 10
