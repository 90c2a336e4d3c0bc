#!/usr/bin/env bash
# Signs the bundle that packaging/build.py made and packs it as a disk image:
#
#   packaging/macos/make_dmg.sh "dist/ResNet Desktop.app" dist/resnet-desktop-0.1.0.dmg
#
# Who publishes it must provide, in the environment:
#   SIGN_IDENTITY   name of a "Developer ID Application" certificate in the keychain (`security find-identity -v`).
#                   Without it the bundle is signed for this machine only ("-"): others must allow it under
#                   System Settings > Privacy & Security, and it is not notarised.
#   NOTARY_PROFILE  name under which `xcrun notarytool store-credentials` keeps an Apple ID, its team and an app-specific
#                   password in the keychain. Without it nothing is sent to Apple.
set -euo pipefail
app=${1:?the bundle}
image=${2:?the disk image to make}
here=$(cd "$(dirname "$0")" && pwd)
identity=${SIGN_IDENTITY:--}

options=(--force --sign "$identity")
if [[ $identity != - ]]; then
  options+=(--timestamp --options runtime)
fi

# From the inside out, as Apple asks for; --deep would give every library the program's entitlements.
find "$app/Contents" -type f \( -name '*.so' -o -name '*.dylib' \) -print0 | xargs -0 -n 50 codesign "${options[@]}"
find "$app/Contents/Frameworks" -type d -name '*.framework' -prune -print0 | xargs -0 -n 1 codesign "${options[@]}"
codesign "${options[@]}" --entitlements "$here/entitlements.plist" "$app"
codesign --verify --strict --verbose=2 "$app"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -volname "ResNet Desktop" -srcfolder "$stage" -format UDZO -ov "$image"

if [[ $identity != - && -n ${NOTARY_PROFILE:-} ]]; then
  codesign --force --timestamp --sign "$identity" "$image"
  xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
  xcrun stapler staple "$image"
fi
