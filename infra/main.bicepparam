using './main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param operatorEmail = readEnvironmentVariable('SAHELWATCH_OPERATOR_EMAIL', '')
param useCommunicationServices = bool(readEnvironmentVariable('SAHELWATCH_USE_COMMUNICATION_SERVICES', 'true'))
param smtpFrom = readEnvironmentVariable('SAHELWATCH_SMTP_FROM', '')
param smtpHost = readEnvironmentVariable('SAHELWATCH_SMTP_HOST', '')
param smtpUser = readEnvironmentVariable('SAHELWATCH_SMTP_USER', '')
param smtpPassword = readEnvironmentVariable('SAHELWATCH_SMTP_PASSWORD', '')
