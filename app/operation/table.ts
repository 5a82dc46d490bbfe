import { checkAccess } from '../access/check-access.ts';
import { createAccessRequest } from '../access/create-access-request.ts';
import { createRoleAssignment } from '../access/create-role-assignment.ts';
import { decideAccessRequest } from '../access/decide-access-request.ts';
import { endRoleAssignment } from '../access/end-role-assignment.ts';
import { listAccessRequest } from '../access/list-access-request.ts';
import { listOwnAccess } from '../access/list-own-access.ts';
import { deleteRoleDefinition } from '../access/delete-role-definition.ts';
import { getRoleAssignment } from '../access/get-role-assignment.ts';
import { getOneRoleDefinition, listRoleDefinition } from '../access/list-role-definition.ts';
import { putRoleDefinition } from '../access/put-role-definition.ts';
import { drawRandomBytes } from '../key/random-bytes.ts';
import { listRoleAssignment } from '../access/list-role-assignment.ts';
import { listRole } from '../access/list-role.ts';
import { searchPrincipal } from '../access/search-principal.ts';
import { patchRoleAssignment } from '../access/patch-role-assignment.ts';
import { withdrawAccessRequest } from '../access/withdraw-access-request.ts';
import { listSharedSecret } from '../secret/list-shared-secret.ts';
import { listIssuer } from '../attestation/list-issuer.ts';
import { putIssuer, removeIssuer } from '../attestation/put-issuer.ts';
import { getLog } from '../audit/get-log.ts';
import { followLog } from '../audit/follow-log.ts';
import { listCheckpoint } from '../audit/list-checkpoint.ts';
import { deleteLog } from '../audit/delete-log.ts';
import { deleteLogView } from '../audit/delete-log-view.ts';
import { exportLog } from '../audit/export-log.ts';
import { getRetention } from '../audit/get-retention.ts';
import { histogramLog } from '../audit/histogram-log.ts';
import { listLog } from '../audit/list-log.ts';
import { listLogFacet } from '../audit/list-log-facet.ts';
import { listLogView } from '../audit/list-log-view.ts';
import { previewDeleteLog } from '../audit/preview-delete-log.ts';
import { putLogView } from '../audit/put-log-view.ts';
import { putRetention } from '../audit/put-retention.ts';
import { verifyLog } from '../audit/verify-log.ts';
import { prepareBulk } from '../bulk/prepare-bulk.ts';
import { runBulk } from '../bulk/run-bulk.ts';
import { undoBulk } from '../bulk/undo-bulk.ts';
import type { OperationName } from '../contract/operation.ts';
import { checkEndpoint } from '../endpoint/check-endpoint.ts';
import { followEndpoint } from '../endpoint/follow-endpoint.ts';
import { getEndpoint } from '../endpoint/get-endpoint.ts';
import { putEndpointPort } from '../endpoint/put-endpoint-port.ts';
import { putEndpoint } from '../endpoint/put-endpoint.ts';
import { putHosts } from '../endpoint/put-hosts.ts';
import { listUsage } from '../endpoint/list-usage.ts';
import { prepareExport } from '../export/prepare-export.ts';
import { saveExport } from '../export/save-export.ts';
import { createApplication } from '../identity/create-application.ts';
import { createCredential } from '../identity/create-credential.ts';
import { deleteApplication } from '../identity/delete-application.ts';
import { endCredential } from '../identity/end-credential.ts';
import { getApplication } from '../identity/get-application.ts';
import { listApplication } from '../identity/list-application.ts';
import { patchApplication } from '../identity/patch-application.ts';
import { beginFactor } from '../identity/begin-factor.ts';
import { confirmFactor } from '../identity/confirm-factor.ts';
import { deleteGroup } from '../identity/delete-group.ts';
import { getGroup } from '../identity/get-group.ts';
import { listGroup } from '../identity/list-group.ts';
import { putGroup } from '../identity/put-group.ts';
import { acceptInvitation } from '../identity/accept-invitation.ts';
import { createMembership } from '../identity/create-membership.ts';
import { endMembership } from '../identity/end-membership.ts';
import { listMembership } from '../identity/list-membership.ts';
import { changePassword } from '../identity/change-password.ts';
import { getPerson } from '../identity/get-person.ts';
import { invitePerson } from '../identity/invite-person.ts';
import { listPerson } from '../identity/list-person.ts';
import { patchPerson } from '../identity/patch-person.ts';
import { recoverPerson } from '../identity/recover-person.ts';
import { createConsent } from '../identity/create-consent.ts';
import { offerApplication } from '../identity/offer-application.ts';
import { previewConsent } from '../identity/preview-consent.ts';
import { createToken } from '../identity/create-token.ts';
import { listTokenKey } from '../identity/list-token-key.ts';
import { createSession } from '../identity/create-session.ts';
import { listOwnFactors } from '../identity/list-factor.ts';
import { proveSession } from '../identity/prove-session.ts';
import { removeOwnFactor } from '../identity/remove-factor.ts';
import { deleteSession } from '../identity/delete-session.ts';
import { followSession } from '../identity/follow-session.ts';
import { getSession } from '../identity/get-session.ts';
import { addModule } from '../hsm/add-module.ts';
import { changePin, resetPin } from '../hsm/change-pin.ts';
import { findModule } from '../hsm/find-module.ts';
import { followHsm } from '../hsm/follow-hsm.ts';
import { initToken } from '../hsm/init-token.ts';
import { listModule } from '../hsm/list-module.ts';
import { listObject } from '../hsm/list-object.ts';
import { closeToken, openToken } from '../hsm/open-token.ts';
import { forgetToken, patchToken } from '../hsm/patch-token.ts';
import { probeToken } from '../hsm/probe-token.ts';
import { putBinding } from '../hsm/put-binding.ts';
import { removeModule, restartModule } from '../hsm/remove-module.ts';
import { chooseImport } from '../import/choose-import.ts';
import { closeImport } from '../import/close-import.ts';
import { listImportRow } from '../import/list-import-row.ts';
import { openImport } from '../import/open-import.ts';
import { planImport } from '../import/plan-import.ts';
import { runImport } from '../import/run-import.ts';
import { beginUpload } from '../job/begin-upload.ts';
import { sendUpload } from '../job/send-upload.ts';
import { acceptRestore } from '../seal/accept-restore.ts';
import { backUpInstance } from '../seal/back-up-instance.ts';
import { addSlot } from '../seal/add-slot.ts';
import { lockInstance, sealInstance } from '../seal/close-instance.ts';
import { createInstance } from '../seal/create-instance.ts';
import { getInstance } from '../seal/get-instance.ts';
import { listSlot } from '../seal/list-slot.ts';
import { lookSlot } from '../seal/look-for-slot.ts';
import { prepareInstance } from '../seal/prepare-instance.ts';
import { putSetting } from '../seal/put-setting.ts';
import { recoverInstance } from '../seal/recover-instance.ts';
import { removeSlot } from '../seal/remove-slot.ts';
import { unlockInstance } from '../seal/unlock-instance.ts';
import { getSecret } from '../secret/get-secret.ts';
import {
  deleteSecret,
  getDeletedSecret,
  listDeletedSecret,
  listSecret,
  listSecretVersion,
  purgeSecret,
  recoverSecret,
} from '../secret/secret-operation.ts';
import { compareSecret } from '../secret/compare-secret.ts';
import { countAttention } from '../secret/count-attention.ts';
import { rollBackSecret } from '../secret/roll-back-secret.ts';
import { updateSecret } from '../secret/update-secret.ts';
import { backUpSecret } from '../secret/back-up-secret.ts';
import { restoreSecret } from '../secret/restore-secret.ts';
import { deleteView } from '../secret/delete-view.ts';
import { listView } from '../secret/list-view.ts';
import { putView } from '../secret/put-view.ts';
import { searchSecret } from '../secret/search-secret.ts';
import { setSecret } from '../secret/set-secret.ts';
import { planKeyCopy } from '../key-copy/plan-copy.ts';
import { runKeyCopy } from '../key-copy/run-copy.ts';
import { undoKeyCopy } from '../key-copy/undo-copy.ts';
import { backUpKey } from '../key/back-up-key.ts';
import { countAttention as countKeyAttention } from '../key/count-attention.ts';
import { decryptKey, encryptKey, unwrapKey, wrapKey } from '../key/cipher-key.ts';
import { createKey } from '../key/create-key.ts';
import { importKey, previewKeyFile } from '../key/import-key.ts';
import { listKeyUse } from '../key/list-key-use.ts';
import { restoreKey } from '../key/restore-key.ts';
import { getKeyAttestation, releaseAttested } from '../key/release-key.ts';
import { rotateKey } from '../key/rotate-key.ts';
import { getRotationPolicy, setRotationPolicy } from '../key/rotation-policy.ts';
import { searchKey } from '../key/search-key.ts';
import { signKey, verifyKey } from '../key/sign-key.ts';
import { getKey } from '../key/get-key.ts';
import { deleteKey, getDeletedKey, listDeletedKey, listKey, listKeyVersion, purgeKey, recoverKey } from '../key/key-operation.ts';
import { updateKey } from '../key/update-key.ts';
import { checkTransfer } from '../key/check-transfer.ts';
import { makeByok } from '../key/make-byok.ts';
import { proveTransfer } from '../key/prove-transfer.ts';
import { transferKey } from '../key/transfer-key.ts';
import { wrapObject } from '../key/wrap-object.ts';
import { getVault } from '../vault/get-vault.ts';
import { listVault } from '../vault/list-vault.ts';
import { putVault } from '../vault/put-vault.ts';
import { deleteVault } from '../vault/delete-vault.ts';
import { listDeletedVault } from '../vault/list-deleted-vault.ts';
import { patchVault } from '../vault/patch-vault.ts';
import { purgeVault } from '../vault/purge-vault.ts';
import { recoverVault } from '../vault/recover-vault.ts';
import { listResourceGroup } from '../vault/list-resource-group.ts';
import { putResourceGroup } from '../vault/put-resource-group.ts';
import { bindGate, bindRoom, bindStream, type Operation } from './bind.ts';
import type { Need } from './operation.ts';

const needOf = (name: string): Need | undefined => operations.get(name)?.needs;

/** Every operation of the house; complete against the contract by its type. Doors reach operations through this and nothing else. */
const table = {
  InstanceGet: bindGate(getInstance),
  InstancePrepare: bindGate(prepareInstance),
  InstanceCreate: bindGate(createInstance),
  InstanceUnlock: bindGate(unlockInstance),
  InstanceLock: bindRoom(lockInstance),
  InstanceSeal: bindRoom(sealInstance),
  InstanceBackup: bindRoom(backUpInstance),
  InstanceRecover: bindRoom(recoverInstance),
  InstanceRestoreAccept: bindRoom(acceptRestore),
  SettingPut: bindRoom(putSetting),
  SlotList: bindRoom(listSlot),
  SlotLook: bindGate(lookSlot),
  SlotAdd: bindRoom(addSlot),
  SlotRemove: bindRoom(removeSlot),
  SessionCreate: bindRoom(createSession),
  SessionGet: bindRoom(getSession),
  SessionDelete: bindRoom(deleteSession),
  VaultPut: bindRoom(putVault),
  VaultGet: bindRoom(getVault),
  VaultList: bindRoom(listVault),
  SecretSet: bindRoom(setSecret),
  SecretGet: bindRoom(getSecret),
  SecretList: bindRoom(listSecret),
  SecretListVersions: bindRoom(listSecretVersion),
  LogList: bindRoom(listLog),
  LogGet: bindRoom(getLog),
  LogFollow: bindStream(followLog),
  LogVerify: bindStream(verifyLog),
  LogCheckpointList: bindRoom(listCheckpoint),
  BulkPrepare: bindStream(prepareBulk),
  BulkRun: bindStream(runBulk),
  BulkUndo: bindStream(undoBulk),
  ExportPrepare: bindStream(prepareExport),
  ExportSave: bindRoom(saveExport),
  ImportChoose: bindRoom(chooseImport),
  ImportClose: bindRoom(closeImport),
  ImportOpen: bindRoom(openImport),
  ImportPlan: bindStream(planImport),
  ImportRowList: bindRoom(listImportRow),
  ImportRun: bindStream(runImport),
  ResourceGroupList: bindRoom(listResourceGroup),
  ResourceGroupPut: bindRoom(putResourceGroup),
  SecretAttention: bindRoom(countAttention),
  SecretBackup: bindStream(backUpSecret),
  SecretCompare: bindRoom(compareSecret),
  SecretDelete: bindRoom(deleteSecret),
  SecretGetDeleted: bindRoom(getDeletedSecret),
  SecretListDeleted: bindRoom(listDeletedSecret),
  SecretPurge: bindRoom(purgeSecret),
  SecretRecover: bindRoom(recoverSecret),
  SecretRestore: bindRoom(restoreSecret),
  SecretRollBack: bindRoom(rollBackSecret),
  SecretSearch: bindRoom(searchSecret),
  SecretUpdate: bindRoom(updateSecret),
  UploadBegin: bindRoom(beginUpload),
  UploadSend: bindRoom(sendUpload),
  VaultDelete: bindRoom(deleteVault),
  VaultListDeleted: bindRoom(listDeletedVault),
  VaultPatch: bindRoom(patchVault),
  VaultPurge: bindRoom(purgeVault),
  VaultRecover: bindRoom(recoverVault),
  ViewDelete: bindRoom(deleteView),
  ViewList: bindRoom(listView),
  ViewPut: bindRoom(putView),
  AccessCheck: bindRoom(checkAccess(needOf)),
  AccessMine: bindRoom(listOwnAccess),
  AccessRequestCreate: bindRoom(createAccessRequest(needOf)),
  AccessRequestDecide: bindRoom(decideAccessRequest),
  AccessRequestList: bindRoom(listAccessRequest),
  AccessRequestWithdraw: bindRoom(withdrawAccessRequest),
  FactorBegin: bindRoom(beginFactor),
  FactorConfirm: bindRoom(confirmFactor),
  FactorList: bindRoom(listOwnFactors),
  FactorRemove: bindRoom(removeOwnFactor),
  GroupDelete: bindRoom(deleteGroup),
  GroupGet: bindRoom(getGroup),
  GroupList: bindRoom(listGroup),
  GroupPut: bindRoom(putGroup),
  InvitationAccept: bindRoom(acceptInvitation),
  LogDelete: bindStream(deleteLog),
  LogDeletePreview: bindRoom(previewDeleteLog),
  LogExport: bindStream(exportLog),
  LogFacetList: bindRoom(listLogFacet),
  LogHistogram: bindRoom(histogramLog),
  LogRetentionGet: bindRoom(getRetention),
  LogRetentionPut: bindRoom(putRetention),
  LogViewDelete: bindRoom(deleteLogView),
  LogViewList: bindRoom(listLogView),
  LogViewPut: bindRoom(putLogView),
  MembershipCreate: bindRoom(createMembership),
  MembershipEnd: bindRoom(endMembership),
  MembershipList: bindRoom(listMembership),
  PasswordChange: bindRoom(changePassword),
  PersonGet: bindRoom(getPerson),
  PersonInvite: bindRoom(invitePerson),
  PersonList: bindRoom(listPerson),
  PersonPatch: bindRoom(patchPerson),
  PersonRecover: bindRoom(recoverPerson),
  RoleAssignmentCreate: bindRoom(createRoleAssignment),
  RandomBytes: bindRoom(drawRandomBytes),
  RoleAssignmentEnd: bindRoom(endRoleAssignment),
  RoleAssignmentGet: bindRoom(getRoleAssignment),
  RoleAssignmentList: bindRoom(listRoleAssignment),
  RoleAssignmentPatch: bindRoom(patchRoleAssignment),
  PrincipalSearch: bindRoom(searchPrincipal),
  RoleDefinitionDelete: bindRoom(deleteRoleDefinition),
  RoleDefinitionGet: bindRoom(getOneRoleDefinition),
  RoleDefinitionList: bindRoom(listRoleDefinition),
  RoleDefinitionPut: bindRoom(putRoleDefinition),
  RoleList: bindRoom(listRole),
  SecretShared: bindRoom(listSharedSecret),
  SessionFollow: bindStream(followSession),
  SessionProve: bindRoom(proveSession),
  ApplicationCreate: bindRoom(createApplication),
  ApplicationDelete: bindRoom(deleteApplication),
  ApplicationGet: bindRoom(getApplication),
  ApplicationList: bindRoom(listApplication),
  ApplicationOffer: bindRoom(offerApplication),
  ApplicationPatch: bindRoom(patchApplication),
  AttestationIssuerList: bindRoom(listIssuer),
  AttestationIssuerPut: bindRoom(putIssuer),
  AttestationIssuerRemove: bindRoom(removeIssuer),
  ConsentCreate: bindRoom(createConsent),
  ConsentPreview: bindRoom(previewConsent),
  CredentialCreate: bindRoom(createCredential),
  CredentialEnd: bindRoom(endCredential),
  EndpointCheck: bindRoom(checkEndpoint),
  EndpointFollow: bindStream(followEndpoint),
  EndpointGet: bindRoom(getEndpoint),
  EndpointPortPut: bindRoom(putEndpointPort),
  EndpointPut: bindRoom(putEndpoint),
  HostsPut: bindRoom(putHosts),
  TokenCreate: bindRoom(createToken),
  TokenKeyList: bindRoom(listTokenKey),
  UsageList: bindRoom(listUsage),
  HsmBindingPut: bindRoom(putBinding),
  HsmFollow: bindStream(followHsm),
  HsmModuleAdd: bindRoom(addModule),
  HsmModuleFind: bindRoom(findModule),
  HsmModuleList: bindRoom(listModule),
  HsmModuleRemove: bindRoom(removeModule),
  HsmModuleRestart: bindRoom(restartModule),
  HsmPinChange: bindRoom(changePin),
  HsmPinReset: bindRoom(resetPin),
  HsmTokenClose: bindRoom(closeToken),
  HsmTokenForget: bindRoom(forgetToken),
  HsmTokenInit: bindRoom(initToken),
  HsmTokenOpen: bindRoom(openToken),
  HsmTokenPatch: bindRoom(patchToken),
  HsmTokenProbe: bindRoom(probeToken),
  KeyAttestationGet: bindRoom(getKeyAttestation),
  KeyAttention: bindRoom(countKeyAttention),
  KeyBackup: bindStream(backUpKey),
  KeyCopyPlan: bindStream(planKeyCopy),
  KeyCopyRun: bindStream(runKeyCopy),
  KeyCopyUndo: bindStream(undoKeyCopy),
  KeyCreate: bindRoom(createKey),
  KeyDecrypt: bindRoom(decryptKey),
  KeyDelete: bindRoom(deleteKey),
  KeyEncrypt: bindRoom(encryptKey),
  KeyFilePreview: bindRoom(previewKeyFile),
  KeyGet: bindRoom(getKey),
  KeyGetDeleted: bindRoom(getDeletedKey),
  KeyImport: bindRoom(importKey),
  KeyList: bindRoom(listKey),
  KeyListDeleted: bindRoom(listDeletedKey),
  KeyListVersions: bindRoom(listKeyVersion),
  KeyPurge: bindRoom(purgeKey),
  KeyRecover: bindRoom(recoverKey),
  KeyRelease: bindRoom(releaseAttested),
  KeyRestore: bindRoom(restoreKey),
  KeyRotate: bindRoom(rotateKey),
  KeyRotationPolicyGet: bindRoom(getRotationPolicy),
  KeyRotationPolicySet: bindRoom(setRotationPolicy),
  KeySearch: bindRoom(searchKey),
  KeySign: bindRoom(signKey),
  KeyUnwrap: bindRoom(unwrapKey),
  KeyUpdate: bindRoom(updateKey),
  KeyUseList: bindRoom(listKeyUse),
  KeyVerify: bindRoom(verifyKey),
  KeyWrap: bindRoom(wrapKey),
  HsmObjectList: bindRoom(listObject),
  HsmObjectWrap: bindRoom(wrapObject),
  KeyByokMake: bindRoom(makeByok),
  KeyTransfer: bindStream(transferKey),
  KeyTransferCheck: bindRoom(checkTransfer),
  KeyTransferProve: bindRoom(proveTransfer),
} satisfies Record<OperationName, Operation>;

/** By name, without a prototype that a name from the wire could reach. */
export const operations: ReadonlyMap<string, Operation> = new Map(Object.entries(table));
