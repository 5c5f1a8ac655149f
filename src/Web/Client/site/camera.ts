/** Whether this page may ask for a camera: browsers give it only over https, or on this machine itself. */
export const cameraPossible = window.isSecureContext && Boolean(navigator.mediaDevices?.getUserMedia);
