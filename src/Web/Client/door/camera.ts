// Reads QR codes from the device's camera.
import { codeReader } from "../site/codes";

const lookEvery = 110;
const longestSide = 960;

/** Opens the camera in a video element and reports every code it sees, again and again while it is in view. */
export async function openCamera(
  video: HTMLVideoElement, seen: (text: string) => void, facing: "environment" | "user" = "environment",
): Promise<() => void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: facing }, width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  video.srcObject = stream;
  await video.play();

  const detector = codeReader();
  const canvas = document.createElement("canvas");
  const drawing = canvas.getContext("2d", { willReadFrequently: true })!;
  let open = true;

  const look = async (): Promise<void> => {
    if (!open) return;
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !document.hidden) {
      const scale = Math.min(1, longestSide / Math.max(video.videoWidth, video.videoHeight));
      canvas.width = Math.round(video.videoWidth * scale);
      canvas.height = Math.round(video.videoHeight * scale);
      drawing.drawImage(video, 0, 0, canvas.width, canvas.height);
      try {
        const found = await detector.detect(drawing.getImageData(0, 0, canvas.width, canvas.height));
        if (open && found[0]) seen(found[0].rawValue);
      } catch {
        // A frame that cannot be read is followed by another.
      }
    }
    setTimeout(() => void look(), lookEvery);
  };
  void look();

  return () => {
    open = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
