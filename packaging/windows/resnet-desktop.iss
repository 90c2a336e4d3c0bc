; Installer for one user, made with Inno Setup 6.3 or later (https://jrsoftware.org/ishelp/):
;
;   iscc /DVersion=0.1.0 "/DBuilt=..\..\dist\ResNet Desktop" [/DKind=-lite] packaging\windows\resnet-desktop.iss
;
; It wants no administrator, takes no file type from another program, and asks before it removes somebody's models.

#define Name "ResNet Desktop"
#define Program "ResNet Desktop.exe"
#ifndef Version
  #error Say which version: /DVersion=0.1.0
#endif
#ifndef Built
  #define Built "..\..\dist\ResNet Desktop"
#endif
#ifndef Kind
  #define Kind ""
#endif

[Setup]
; Of the program, never of a version: by it a new version finds the old one.
AppId={{6C0B3D5E-52B9-4F0B-9C39-3F3B0C5B8A17}
AppName={#Name}
AppVersion={#Version}
AppPublisher=The ResNet Desktop authors
DefaultDirName={autopf}\{#Name}
DefaultGroupName={#Name}
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=resnet-desktop{#Kind}-{#Version}-setup
SetupIconFile=program.ico
UninstallDisplayIcon={app}\{#Program}
UninstallDisplayName={#Name}
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
CloseApplications=yes

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; Libraries of an older version must not lie beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Built}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\{#Name}"; Filename: "{app}\{#Program}"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Program}"; Tasks: desktopicon

[Registry]
; Models: the file type is this program's own.
Root: HKA; Subkey: "Software\Classes\.resnet"; ValueType: string; ValueData: "ResNetDesktop.Model"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.resnet\OpenWithProgids"; ValueType: string; ValueName: "ResNetDesktop.Model"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\ResNetDesktop.Model"; ValueType: string; ValueData: "ResNet Desktop model"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\ResNetDesktop.Model\DefaultIcon"; ValueType: string; ValueData: "{app}\{#Program},0"
Root: HKA; Subkey: "Software\Classes\ResNetDesktop.Model\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""
; Pictures: one more entry under "Open with"; what opens them by double-click stays as it is.
Root: HKA; Subkey: "Software\Classes\ResNetDesktop.Picture"; ValueType: string; ValueData: "Picture"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\ResNetDesktop.Picture\shell\open\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.jpg\OpenWithProgids"; ValueType: string; ValueName: "ResNetDesktop.Picture"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.jpeg\OpenWithProgids"; ValueType: string; ValueName: "ResNetDesktop.Picture"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.png\OpenWithProgids"; ValueType: string; ValueName: "ResNetDesktop.Picture"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.webp\OpenWithProgids"; ValueType: string; ValueName: "ResNetDesktop.Picture"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.bmp\OpenWithProgids"; ValueType: string; ValueName: "ResNetDesktop.Picture"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.gif\OpenWithProgids"; ValueType: string; ValueName: "ResNetDesktop.Picture"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.tif\OpenWithProgids"; ValueType: string; ValueName: "ResNetDesktop.Picture"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.tiff\OpenWithProgids"; ValueType: string; ValueName: "ResNetDesktop.Picture"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.avif\OpenWithProgids"; ValueType: string; ValueName: "ResNetDesktop.Picture"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.heic\OpenWithProgids"; ValueType: string; ValueName: "ResNetDesktop.Picture"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.heif\OpenWithProgids"; ValueType: string; ValueName: "ResNetDesktop.Picture"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Directory\shell\ResNetDesktop"; ValueType: string; ValueData: "Classify with ResNet Desktop"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\ResNetDesktop"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\{#Program},0"
Root: HKA; Subkey: "Software\Classes\Directory\shell\ResNetDesktop\command"; ValueType: string; ValueData: """{app}\{#Program}"" ""%1"""

[Run]
Filename: "{app}\{#Program}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Data: String;
begin
  Data := ExpandConstant('{localappdata}\ResNet Desktop');
  if (Step = usPostUninstall) and DirExists(Data) and not UninstallSilent then
    if MsgBox('Remove your models, training runs and settings, too?' + #13#10#13#10 + Data,
              mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES then
      DelTree(Data, True, True, True);
end;
