/** Written by `npm run docs:limits`, from botocore==1.43.11. */
export const s3 = `
AbacStatus Status=Enabled|Disabled
AbortMultipartUploadOutput RequestCharged=requester
AccessControlTranslation Owner=Destination
AnalyticsS3BucketDestination Format=CSV
BlockedEncryptionTypes EncryptionType=[]NONE|SSE-C
Bucket BucketArn=1..128
Checksum ChecksumType=COMPOSITE|FULL_OBJECT
CloudFunctionConfiguration Event=s3:ReducedRedundancyLostObject|s3:ObjectCreated:*|s3:ObjectCreated:Put|s3:ObjectCreated:Post|s3:ObjectCreated:Copy|s3:ObjectCreated:CompleteMultipartUpload|s3:ObjectRemoved:*|s3:ObjectRemoved:Delete|s3:ObjectRemoved:DeleteMarkerCreated|s3:ObjectRestore:*|s3:ObjectRestore:Post|s3:ObjectRestore:Completed|s3:Replication:*|s3:Replication:OperationFailedReplication|s3:Replication:OperationNotTracked|s3:Replication:OperationMissedThreshold|s3:Replication:OperationReplicatedAfterThreshold|s3:ObjectRestore:Delete|s3:LifecycleTransition|s3:IntelligentTiering|s3:ObjectAcl:Put|s3:LifecycleExpiration:*|s3:LifecycleExpiration:Delete|s3:LifecycleExpiration:DeleteMarkerCreated|s3:ObjectTagging:*|s3:ObjectTagging:Put|s3:ObjectTagging:Delete Events=[]s3:ReducedRedundancyLostObject|s3:ObjectCreated:*|s3:ObjectCreated:Put|s3:ObjectCreated:Post|s3:ObjectCreated:Copy|s3:ObjectCreated:CompleteMultipartUpload|s3:ObjectRemoved:*|s3:ObjectRemoved:Delete|s3:ObjectRemoved:DeleteMarkerCreated|s3:ObjectRestore:*|s3:ObjectRestore:Post|s3:ObjectRestore:Completed|s3:Replication:*|s3:Replication:OperationFailedReplication|s3:Replication:OperationNotTracked|s3:Replication:OperationMissedThreshold|s3:Replication:OperationReplicatedAfterThreshold|s3:ObjectRestore:Delete|s3:LifecycleTransition|s3:IntelligentTiering|s3:ObjectAcl:Put|s3:LifecycleExpiration:*|s3:LifecycleExpiration:Delete|s3:LifecycleExpiration:DeleteMarkerCreated|s3:ObjectTagging:*|s3:ObjectTagging:Put|s3:ObjectTagging:Delete
CompleteMultipartUploadOutput Key=1.. ChecksumType=COMPOSITE|FULL_OBJECT ServerSideEncryption=AES256|aws:fsx|aws:kms|aws:kms:dsse RequestCharged=requester
CopyObjectOutput ServerSideEncryption=AES256|aws:fsx|aws:kms|aws:kms:dsse RequestCharged=requester
CopyObjectResult ChecksumType=COMPOSITE|FULL_OBJECT
CreateBucketOutput BucketArn=1..128
CreateMultipartUploadOutput Key=1.. ServerSideEncryption=AES256|aws:fsx|aws:kms|aws:kms:dsse RequestCharged=requester ChecksumAlgorithm=CRC32|CRC32C|SHA1|SHA256|CRC64NVME|SHA512|MD5|XXHASH64|XXHASH3|XXHASH128 ChecksumType=COMPOSITE|FULL_OBJECT
CreateSessionOutput ServerSideEncryption=AES256|aws:fsx|aws:kms|aws:kms:dsse
DefaultRetention Mode=GOVERNANCE|COMPLIANCE
DeleteMarkerEntry Key=1..
DeleteMarkerReplication Status=Enabled|Disabled
DeleteObjectOutput RequestCharged=requester
DeleteObjectsOutput RequestCharged=requester
DeletedObject Key=1..
Destination StorageClass=STANDARD|REDUCED_REDUNDANCY|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|GLACIER|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP
DestinationResult TableBucketType=aws|customer
Error Key=1..
ErrorDocument Key=1..
ExistingObjectReplication Status=Enabled|Disabled
FilterRule Name=prefix|suffix
GetBucketAccelerateConfigurationOutput Status=Enabled|Suspended RequestCharged=requester
GetBucketLifecycleConfigurationOutput TransitionDefaultMinimumObjectSize=varies_by_storage_class|all_storage_classes_128K
GetBucketLocationOutput LocationConstraint=af-south-1|ap-east-1|ap-east-2|ap-northeast-1|ap-northeast-2|ap-northeast-3|ap-south-1|ap-south-2|ap-southeast-1|ap-southeast-2|ap-southeast-3|ap-southeast-4|ap-southeast-5|ap-southeast-6|ap-southeast-7|ca-central-1|ca-west-1|cn-north-1|cn-northwest-1|EU|eu-central-1|eu-central-2|eu-north-1|eu-south-1|eu-south-2|eu-west-1|eu-west-2|eu-west-3|il-central-1|me-central-1|me-south-1|mx-central-1|sa-east-1|us-east-2|us-gov-east-1|us-gov-west-1|us-west-1|us-west-2
GetBucketRequestPaymentOutput Payer=Requester|BucketOwner
GetBucketVersioningOutput Status=Enabled|Suspended MFADelete=Enabled|Disabled
GetObjectAclOutput RequestCharged=requester
GetObjectAttributesOutput RequestCharged=requester StorageClass=STANDARD|REDUCED_REDUNDANCY|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|GLACIER|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP
GetObjectOutput ChecksumType=COMPOSITE|FULL_OBJECT ServerSideEncryption=AES256|aws:fsx|aws:kms|aws:kms:dsse StorageClass=STANDARD|REDUCED_REDUNDANCY|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|GLACIER|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP RequestCharged=requester ReplicationStatus=COMPLETE|PENDING|FAILED|REPLICA|COMPLETED ObjectLockMode=GOVERNANCE|COMPLIANCE ObjectLockLegalHoldStatus=ON|OFF
GetObjectTorrentOutput RequestCharged=requester
Grant Permission=FULL_CONTROL|WRITE|WRITE_ACP|READ|READ_ACP
Grantee Type=CanonicalUser|AmazonCustomerByEmail|Group
HeadBucketOutput BucketArn=1..128 BucketLocationType=AvailabilityZone|LocalZone BucketRegion=..20
HeadObjectOutput ArchiveStatus=ARCHIVE_ACCESS|DEEP_ARCHIVE_ACCESS ChecksumType=COMPOSITE|FULL_OBJECT ServerSideEncryption=AES256|aws:fsx|aws:kms|aws:kms:dsse StorageClass=STANDARD|REDUCED_REDUNDANCY|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|GLACIER|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP RequestCharged=requester ReplicationStatus=COMPLETE|PENDING|FAILED|REPLICA|COMPLETED ObjectLockMode=GOVERNANCE|COMPLIANCE ObjectLockLegalHoldStatus=ON|OFF
IntelligentTieringConfiguration Status=Enabled|Disabled
InventoryConfiguration IncludedObjectVersions=All|Current OptionalFields=[]Size|LastModifiedDate|StorageClass|ETag|IsMultipartUploaded|ReplicationStatus|EncryptionStatus|ObjectLockRetainUntilDate|ObjectLockMode|ObjectLockLegalHoldStatus|IntelligentTieringAccessTier|BucketKeyStatus|ChecksumAlgorithm|ObjectAccessControlList|ObjectOwner|LifecycleExpirationDate
InventoryS3BucketDestination Format=CSV|ORC|Parquet
InventorySchedule Frequency=Daily|Weekly
InventoryTableConfigurationResult ConfigurationState=ENABLED|DISABLED
LambdaFunctionConfiguration Events=[]s3:ReducedRedundancyLostObject|s3:ObjectCreated:*|s3:ObjectCreated:Put|s3:ObjectCreated:Post|s3:ObjectCreated:Copy|s3:ObjectCreated:CompleteMultipartUpload|s3:ObjectRemoved:*|s3:ObjectRemoved:Delete|s3:ObjectRemoved:DeleteMarkerCreated|s3:ObjectRestore:*|s3:ObjectRestore:Post|s3:ObjectRestore:Completed|s3:Replication:*|s3:Replication:OperationFailedReplication|s3:Replication:OperationNotTracked|s3:Replication:OperationMissedThreshold|s3:Replication:OperationReplicatedAfterThreshold|s3:ObjectRestore:Delete|s3:LifecycleTransition|s3:IntelligentTiering|s3:ObjectAcl:Put|s3:LifecycleExpiration:*|s3:LifecycleExpiration:Delete|s3:LifecycleExpiration:DeleteMarkerCreated|s3:ObjectTagging:*|s3:ObjectTagging:Put|s3:ObjectTagging:Delete
LifecycleRule Status=Enabled|Disabled
ListDirectoryBucketsOutput ContinuationToken=..1024
ListMultipartUploadsOutput EncodingType=url RequestCharged=requester
ListObjectVersionsOutput EncodingType=url RequestCharged=requester
ListObjectsOutput EncodingType=url RequestCharged=requester
ListObjectsV2Output EncodingType=url RequestCharged=requester
ListPartsOutput Key=1.. StorageClass=STANDARD|REDUCED_REDUNDANCY|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|GLACIER|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP RequestCharged=requester ChecksumAlgorithm=CRC32|CRC32C|SHA1|SHA256|CRC64NVME|SHA512|MD5|XXHASH64|XXHASH3|XXHASH128 ChecksumType=COMPOSITE|FULL_OBJECT
Metrics Status=Enabled|Disabled
MultipartUpload Key=1.. StorageClass=STANDARD|REDUCED_REDUNDANCY|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|GLACIER|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP ChecksumAlgorithm=CRC32|CRC32C|SHA1|SHA256|CRC64NVME|SHA512|MD5|XXHASH64|XXHASH3|XXHASH128 ChecksumType=COMPOSITE|FULL_OBJECT
NoncurrentVersionTransition StorageClass=GLACIER|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|DEEP_ARCHIVE|GLACIER_IR
Object Key=1.. ChecksumAlgorithm=[]CRC32|CRC32C|SHA1|SHA256|CRC64NVME|SHA512|MD5|XXHASH64|XXHASH3|XXHASH128 ChecksumType=COMPOSITE|FULL_OBJECT StorageClass=STANDARD|REDUCED_REDUNDANCY|GLACIER|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP
ObjectLockConfiguration ObjectLockEnabled=Enabled
ObjectLockLegalHold Status=ON|OFF
ObjectLockRetention Mode=GOVERNANCE|COMPLIANCE
ObjectVersion ChecksumAlgorithm=[]CRC32|CRC32C|SHA1|SHA256|CRC64NVME|SHA512|MD5|XXHASH64|XXHASH3|XXHASH128 ChecksumType=COMPOSITE|FULL_OBJECT StorageClass=STANDARD Key=1..
OwnershipControlsRule ObjectOwnership=BucketOwnerPreferred|ObjectWriter|BucketOwnerEnforced
PartitionedPrefix PartitionDateSource=EventTime|DeliveryTime
PutBucketLifecycleConfigurationOutput TransitionDefaultMinimumObjectSize=varies_by_storage_class|all_storage_classes_128K
PutObjectAclOutput RequestCharged=requester
PutObjectLegalHoldOutput RequestCharged=requester
PutObjectLockConfigurationOutput RequestCharged=requester
PutObjectOutput ChecksumType=COMPOSITE|FULL_OBJECT ServerSideEncryption=AES256|aws:fsx|aws:kms|aws:kms:dsse RequestCharged=requester
PutObjectRetentionOutput RequestCharged=requester
QueueConfiguration Events=[]s3:ReducedRedundancyLostObject|s3:ObjectCreated:*|s3:ObjectCreated:Put|s3:ObjectCreated:Post|s3:ObjectCreated:Copy|s3:ObjectCreated:CompleteMultipartUpload|s3:ObjectRemoved:*|s3:ObjectRemoved:Delete|s3:ObjectRemoved:DeleteMarkerCreated|s3:ObjectRestore:*|s3:ObjectRestore:Post|s3:ObjectRestore:Completed|s3:Replication:*|s3:Replication:OperationFailedReplication|s3:Replication:OperationNotTracked|s3:Replication:OperationMissedThreshold|s3:Replication:OperationReplicatedAfterThreshold|s3:ObjectRestore:Delete|s3:LifecycleTransition|s3:IntelligentTiering|s3:ObjectAcl:Put|s3:LifecycleExpiration:*|s3:LifecycleExpiration:Delete|s3:LifecycleExpiration:DeleteMarkerCreated|s3:ObjectTagging:*|s3:ObjectTagging:Put|s3:ObjectTagging:Delete
QueueConfigurationDeprecated Event=s3:ReducedRedundancyLostObject|s3:ObjectCreated:*|s3:ObjectCreated:Put|s3:ObjectCreated:Post|s3:ObjectCreated:Copy|s3:ObjectCreated:CompleteMultipartUpload|s3:ObjectRemoved:*|s3:ObjectRemoved:Delete|s3:ObjectRemoved:DeleteMarkerCreated|s3:ObjectRestore:*|s3:ObjectRestore:Post|s3:ObjectRestore:Completed|s3:Replication:*|s3:Replication:OperationFailedReplication|s3:Replication:OperationNotTracked|s3:Replication:OperationMissedThreshold|s3:Replication:OperationReplicatedAfterThreshold|s3:ObjectRestore:Delete|s3:LifecycleTransition|s3:IntelligentTiering|s3:ObjectAcl:Put|s3:LifecycleExpiration:*|s3:LifecycleExpiration:Delete|s3:LifecycleExpiration:DeleteMarkerCreated|s3:ObjectTagging:*|s3:ObjectTagging:Put|s3:ObjectTagging:Delete Events=[]s3:ReducedRedundancyLostObject|s3:ObjectCreated:*|s3:ObjectCreated:Put|s3:ObjectCreated:Post|s3:ObjectCreated:Copy|s3:ObjectCreated:CompleteMultipartUpload|s3:ObjectRemoved:*|s3:ObjectRemoved:Delete|s3:ObjectRemoved:DeleteMarkerCreated|s3:ObjectRestore:*|s3:ObjectRestore:Post|s3:ObjectRestore:Completed|s3:Replication:*|s3:Replication:OperationFailedReplication|s3:Replication:OperationNotTracked|s3:Replication:OperationMissedThreshold|s3:Replication:OperationReplicatedAfterThreshold|s3:ObjectRestore:Delete|s3:LifecycleTransition|s3:IntelligentTiering|s3:ObjectAcl:Put|s3:LifecycleExpiration:*|s3:LifecycleExpiration:Delete|s3:LifecycleExpiration:DeleteMarkerCreated|s3:ObjectTagging:*|s3:ObjectTagging:Put|s3:ObjectTagging:Delete
RecordExpiration Expiration=ENABLED|DISABLED
Redirect Protocol=http|https
RedirectAllRequestsTo Protocol=http|https
ReplicaModifications Status=Enabled|Disabled
ReplicationRule Status=Enabled|Disabled
ReplicationTime Status=Enabled|Disabled
RestoreObjectOutput RequestCharged=requester
Rule Status=Enabled|Disabled
ServerSideEncryptionByDefault SSEAlgorithm=AES256|aws:fsx|aws:kms|aws:kms:dsse
SseKmsEncryptedObjects Status=Enabled|Disabled
StorageClassAnalysisDataExport OutputSchemaVersion=V_1
Tag Key=1..
TargetGrant Permission=FULL_CONTROL|READ|WRITE
Tiering AccessTier=ARCHIVE_ACCESS|DEEP_ARCHIVE_ACCESS
TopicConfiguration Events=[]s3:ReducedRedundancyLostObject|s3:ObjectCreated:*|s3:ObjectCreated:Put|s3:ObjectCreated:Post|s3:ObjectCreated:Copy|s3:ObjectCreated:CompleteMultipartUpload|s3:ObjectRemoved:*|s3:ObjectRemoved:Delete|s3:ObjectRemoved:DeleteMarkerCreated|s3:ObjectRestore:*|s3:ObjectRestore:Post|s3:ObjectRestore:Completed|s3:Replication:*|s3:Replication:OperationFailedReplication|s3:Replication:OperationNotTracked|s3:Replication:OperationMissedThreshold|s3:Replication:OperationReplicatedAfterThreshold|s3:ObjectRestore:Delete|s3:LifecycleTransition|s3:IntelligentTiering|s3:ObjectAcl:Put|s3:LifecycleExpiration:*|s3:LifecycleExpiration:Delete|s3:LifecycleExpiration:DeleteMarkerCreated|s3:ObjectTagging:*|s3:ObjectTagging:Put|s3:ObjectTagging:Delete
TopicConfigurationDeprecated Events=[]s3:ReducedRedundancyLostObject|s3:ObjectCreated:*|s3:ObjectCreated:Put|s3:ObjectCreated:Post|s3:ObjectCreated:Copy|s3:ObjectCreated:CompleteMultipartUpload|s3:ObjectRemoved:*|s3:ObjectRemoved:Delete|s3:ObjectRemoved:DeleteMarkerCreated|s3:ObjectRestore:*|s3:ObjectRestore:Post|s3:ObjectRestore:Completed|s3:Replication:*|s3:Replication:OperationFailedReplication|s3:Replication:OperationNotTracked|s3:Replication:OperationMissedThreshold|s3:Replication:OperationReplicatedAfterThreshold|s3:ObjectRestore:Delete|s3:LifecycleTransition|s3:IntelligentTiering|s3:ObjectAcl:Put|s3:LifecycleExpiration:*|s3:LifecycleExpiration:Delete|s3:LifecycleExpiration:DeleteMarkerCreated|s3:ObjectTagging:*|s3:ObjectTagging:Put|s3:ObjectTagging:Delete Event=s3:ReducedRedundancyLostObject|s3:ObjectCreated:*|s3:ObjectCreated:Put|s3:ObjectCreated:Post|s3:ObjectCreated:Copy|s3:ObjectCreated:CompleteMultipartUpload|s3:ObjectRemoved:*|s3:ObjectRemoved:Delete|s3:ObjectRemoved:DeleteMarkerCreated|s3:ObjectRestore:*|s3:ObjectRestore:Post|s3:ObjectRestore:Completed|s3:Replication:*|s3:Replication:OperationFailedReplication|s3:Replication:OperationNotTracked|s3:Replication:OperationMissedThreshold|s3:Replication:OperationReplicatedAfterThreshold|s3:ObjectRestore:Delete|s3:LifecycleTransition|s3:IntelligentTiering|s3:ObjectAcl:Put|s3:LifecycleExpiration:*|s3:LifecycleExpiration:Delete|s3:LifecycleExpiration:DeleteMarkerCreated|s3:ObjectTagging:*|s3:ObjectTagging:Put|s3:ObjectTagging:Delete
Transition StorageClass=GLACIER|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|DEEP_ARCHIVE|GLACIER_IR
UpdateObjectEncryptionResponse RequestCharged=requester
UploadPartCopyOutput ServerSideEncryption=AES256|aws:fsx|aws:kms|aws:kms:dsse RequestCharged=requester
UploadPartOutput ServerSideEncryption=AES256|aws:fsx|aws:kms|aws:kms:dsse RequestCharged=requester
`;
