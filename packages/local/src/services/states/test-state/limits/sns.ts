/** Written by `npm run docs:limits`, from botocore==1.43.11. */
export const sns = `
PhoneNumberInformation Iso2CountryCode=..2 RouteType=Transactional|Promotional|Premium NumberCapabilities=[]SMS|MMS|VOICE
SMSSandboxPhoneNumber PhoneNumber=..20 Status=Pending|Verified
Tag Key=1..128 Value=..256
`;
